package signin_test

import (
	"testing"

	"newsarchive/internal/signin"
)

// BenchmarkCheck measures what a password costs a request.
func BenchmarkCheck(b *testing.B) {
	p := signin.New(b.TempDir(), signin.Options{})
	defer p.Close() //nolint:errcheck // a benchmark's
	password, _, err := p.Add(b.Context(), "phone", false)
	if err != nil {
		b.Fatal(err)
	}
	g, err := p.Check(b.Context(), password)
	if err != nil {
		b.Fatal(err)
	}
	secret, err := p.Begin(b.Context(), g, "browser")
	if err != nil {
		b.Fatal(err)
	}
	for name, check := range map[string]func() error{
		"password": func() error { _, err := p.Check(b.Context(), password); return err },
		"session":  func() error { _, err := p.Session(b.Context(), secret); return err },
		"open":     func() error { _, err := p.HasTyped(b.Context()); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := check(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
