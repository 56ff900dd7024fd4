//go:build race

package web

// underRace says that the race detector makes everything ten times slower.
const underRace = true
