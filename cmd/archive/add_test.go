package main

import (
	"strings"
	"testing"
)

// What is read as an address is one, of a bounded length and without a password.
func FuzzAddresses(f *testing.F) {
	for _, seed := range []string{
		"https://a.example/1\n# no\n\n http://b.example/2 \r\n", "\ufeffhttps://a.example/1", "ftp://a.example/", "https://u:p@a.example/",
		"https://", "https://a.example/" + strings.Repeat("x", maxAddress), "//a.example/x\n", "https://[::1]:99999/", "\x00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all, err := readAddresses(strings.NewReader(text))
		for _, address := range all {
			if !isAddress(address) || checkAddress(address) != nil || strings.ContainsAny(address, "\n") {
				t.Errorf("%q is no address", address)
			}
		}
		if err != nil && all != nil {
			t.Errorf("%d addresses, and %v", len(all), err)
		}
	})
}
