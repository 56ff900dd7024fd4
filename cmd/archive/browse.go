package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// browse opens a link in the browser. Only web addresses are opened, each as
// one argument of a program, without a shell.
func browse(ctx context.Context, link string) error {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || webLink(link) == "" {
		return fmt.Errorf("%q is no address for a browser", link)
	}
	command := opener(runtime.GOOS, u.String())
	if out, err := exec.CommandContext(ctx, command[0], command[1:]...).CombinedOutput(); err != nil { //nolint:gosec // see above
		return fmt.Errorf("open %s with %s: %w %s", link, command[0], err, out)
	}
	return nil
}

// opener is the command that opens an address.
func opener(system, address string) []string {
	switch system {
	case "darwin":
		return []string{"open", address}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	}
	return []string{"xdg-open", address}
}

// page shows text in the pager, or as it is where there is none.
func (a *app) page(ctx context.Context, text io.Reader) error {
	command := strings.Fields(os.Getenv("PAGER"))
	if len(command) == 0 {
		command = []string{"less", "-FRX"}
	}
	program, err := exec.LookPath(command[0])
	if err != nil || a.out.held {
		_, err := io.Copy(a.out, text)
		return err
	}
	pager := exec.CommandContext(ctx, program, command[1:]...) //nolint:gosec // what the person has chosen
	pager.Stdin, pager.Stdout, pager.Stderr = text, a.out.Writer, a.err.Writer
	if err := pager.Run(); err != nil {
		return fmt.Errorf("show in the pager %s: %w", program, err)
	}
	return nil
}
