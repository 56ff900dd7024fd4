//go:build !race

package browser_test

const underRace = false
