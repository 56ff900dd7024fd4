// Command knownitems makes a collection for the command search of real
// headlines: posts that share one of them, each with one answer.
package main

import (
	"fmt"
	"io"
	"os"

	"newsarchive/internal/evaluate"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/evaluate/cmd/knownitems HEADLINES.tsv[.gz] FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "knownitems:", err)
		os.Exit(1)
	}
}

func run(path, folder string) error {
	_, err := evaluate.ReadFile(path, func(r io.Reader) (struct{}, error) { return struct{}{}, evaluate.KnownItems(r, folder) })
	return err
}
