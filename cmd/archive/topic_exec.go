package main

import (
	"errors"
	"fmt"
	"strings"
)

// command splits the words of a flag's command as a shell does: at spaces, with
// single and double quotes and backslashes, and nothing else.
func command(flag, text string) ([]string, error) {
	words, err := splitWords(text)
	if err == nil && len(words) == 0 {
		err = errors.New("it names no program")
	}
	if err != nil {
		return nil, usagef("%s %q: %w", flag, text, err)
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
