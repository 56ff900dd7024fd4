package terminal

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// Page shows text in the pager $PAGER (less -FRX when it is not set), or
// writes it as it is where there is no pager. The pager's messages go to
// stderr.
func (s *Stream) Page(ctx context.Context, text io.Reader, stderr *Stream) error {
	command := strings.Fields(os.Getenv("PAGER"))
	if len(command) == 0 {
		command = []string{"less", "-FRX"}
	}
	program, err := exec.LookPath(command[0])
	if err != nil || s.Held {
		_, err := io.Copy(s, text)
		return err
	}
	pager := exec.CommandContext(ctx, program, command[1:]...) //nolint:gosec // what the person has chosen
	pager.Stdin, pager.Stdout, pager.Stderr = text, s.Writer, stderr.Writer
	if err := pager.Run(); err != nil {
		return fmt.Errorf("show in the pager %s: %w", program, err)
	}
	return nil
}
