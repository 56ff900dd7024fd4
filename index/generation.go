package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// mappingVersion is raised when a story would be indexed otherwise than by
// the version before. Each generation records it.
//
//	1  the first
//	2  Korean by word, without its particles; Swedish -et; a soft hyphen parts nothing; more signs; dup
//	3  the days that a story speaks of; chains; when it last changed, and whether it was retold
//	4  a checksum beside each document
//	5  lengths as they are
//	6  dates, chains, publishers and checksums as numbers; the words of the headline count twice
//	7  authors, addresses, second texts, files
//	8  positions are packed; the text of a page
//	9  English stems of inflected forms, also irregular ones; Snowball's stemmers of more languages; names with signs;
//	   other spellings; parts of long Korean words; Arabic articles; headlines as a whole
//	10 whether the beginning of a story mentions a day
//	11 every document has every field; a field of the headlines as a whole; an address or headline that one document
//	   has is kept in the dictionary alone; the words of the headline are marks of the stems
const mappingVersion = 11

const (
	currentFile = "CURRENT"
	versionFile = "version"
	genPrefix   = "gen-"
	buildPrefix = "build-"
)

// current returns the folder of the generation in use.
func (x *Index) current() (string, error) {
	b, err := os.ReadFile(x.path(currentFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("%w in %s", ErrMissing, x.dir)
	case err != nil:
		return "", fmt.Errorf("read which index is in use: %w", err)
	}
	name, ok := strings.CutSuffix(string(b), "\n")
	if !ok || genNumber(name) == 0 {
		return "", fmt.Errorf("%w: %s does not name a generation", ErrDamaged, x.path(currentFile))
	}
	return x.path(name), nil
}

// checkVersion reports whether a generation was made with this mapping.
func checkVersion(gen string) error {
	b, err := os.ReadFile(filepath.Join(gen, versionFile))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	v, err := strconv.Atoi(strings.TrimSpace(string(b)))
	switch {
	case err != nil:
		return fmt.Errorf("%w: its version is not a number: %w", ErrDamaged, err)
	case v != mappingVersion:
		return fmt.Errorf("%w: %d, this program has %d", ErrVersion, v, mappingVersion)
	}
	return nil
}

// genNumber returns n of "gen-n", or 0.
func genNumber(name string) int {
	digits, ok := strings.CutPrefix(name, genPrefix)
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return 0
	}
	return n
}

// removeBuilds removes what killed rebuilds have left. The caller holds the
// rebuild lock.
func (x *Index) removeBuilds() error { return x.removeAll(buildPrefix + "*") }

// removeAll removes the files and folders of the index whose names match a pattern.
func (x *Index) removeAll(pattern string) error {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(x.dir), pattern))
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return nil
}

// escapeGlob makes a path its own pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}
