package main

import (
	"context"
	"fmt"
	"net/url"
	"os/exec"
	"runtime"
	"strings"

	"newsarchive/internal/format"
)

// browse opens a link in the browser. Only web addresses are opened, each as
// one argument of a program, without a shell.
func browse(ctx context.Context, link string) error {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || format.WebLink(link) == "" {
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
