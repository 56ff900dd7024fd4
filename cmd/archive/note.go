package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"newsarchive/internal/terminal"
)

// noteHandler writes log records as notes for a person: one line each.
type noteHandler struct{ w *terminal.Stream }

// Enabled implements [slog.Handler].
func (h noteHandler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelInfo
}

// Handle implements [slog.Handler].
func (h noteHandler) Handle(_ context.Context, r slog.Record) error {
	var b strings.Builder
	b.WriteString(r.Message)
	r.Attrs(func(a slog.Attr) bool {
		fmt.Fprintf(&b, " (%s: %s)", a.Key, a.Value)
		return true
	})
	_, err := fmt.Fprintln(h.w, h.w.Style(terminal.Dim, h.w.Fit("note:    "+terminal.Clean(b.String()), 9)))
	return err
}

// WithAttrs implements [slog.Handler].
func (h noteHandler) WithAttrs([]slog.Attr) slog.Handler { return h }

// WithGroup implements [slog.Handler].
func (h noteHandler) WithGroup(string) slog.Handler { return h }

// record prints the cells of a record in a pipe.
func (a *app) record(cells ...string) error {
	for i := range cells {
		cells[i] = terminal.Clean(cells[i])
	}
	_, err := fmt.Fprintln(a.out, strings.Join(cells, "\t"))
	return err
}

// note prints a message that is neither an answer nor an error.
func (a *app) note(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintln(a.err, a.err.Style(terminal.Dim, a.err.Fit(terminal.Clean(fmt.Sprintf(format, args...)), 9))) //nolint:errcheck // a courtesy
	}
}

// warn prints what failed beside an answer that is good otherwise. --quiet does
// not silence it.
func (a *app) warn(format string, args ...any) {
	fmt.Fprintln(a.err, a.err.Style(terminal.Yellow, a.err.Fit(terminal.Clean(fmt.Sprintf(format, args...)), 9))) //nolint:errcheck // nowhere left to say so
}
