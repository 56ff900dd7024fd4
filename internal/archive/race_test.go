//go:build race

package archive_test

// underRace says that the race detector makes everything ten times slower.
const underRace = true
