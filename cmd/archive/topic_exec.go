package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// command splits the words of --exec as a shell does: at spaces, with single
// and double quotes and backslashes, and nothing else.
func (o deliveryOptions) command() ([]string, error) {
	if o.exec == "" {
		return nil, nil
	}
	if o.timeout <= 0 {
		return nil, usagef("--timeout must be more than nothing")
	}
	words, err := splitWords(o.exec)
	if err == nil && len(words) == 0 {
		err = errors.New("it names no program")
	}
	if err != nil {
		return nil, usagef("--exec %q: %w", o.exec, err)
	}
	return words, nil
}

func splitWords(text string) (words []string, err error) {
	var word strings.Builder
	quote, inWord := rune(0), false
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '\\' && quote != '\'' && i+1 < len(runes):
			i++
			inWord = true
			word.WriteRune(runes[i])
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, inWord = r, true
		case quote == 0 && (r == ' ' || r == '\t' || r == '\n'):
			if inWord {
				words = append(words, word.String())
				word.Reset()
			}
			inWord = false
		default:
			inWord = true
			word.WriteRune(r)
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a %c is not closed", quote)
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}

// handTo runs a program with a document on its standard input. It fails when
// the program fails, or runs longer than the timeout and is killed. The
// program's output goes to this program's output.
func (a *app) handTo(ctx context.Context, words []string, timeout time.Duration, doc []byte) error {
	run, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(run, words[0], words[1:]...) //nolint:gosec // what the user asks for, word by word
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(doc), a.out, a.err
	if file := a.out.File(); file != nil {
		cmd.Stdout = file
	}
	if file := a.err.File(); file != nil {
		cmd.Stderr = file
	}
	cmd.WaitDelay = time.Second // what it has started may keep its output open
	err := cmd.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case run.Err() != nil:
		return handError{words[0], fmt.Errorf("had not ended after %s and was stopped", timeout)}
	}
	return handError{words[0], fmt.Errorf("failed: %w", err)}
}

// handError is the failure of a program that was to take the new stories.
type handError struct {
	program string
	err     error
}

func (e handError) Error() string { return fmt.Sprintf("the program %s %v", e.program, e.err) }
func (e handError) Unwrap() error { return e.err }
