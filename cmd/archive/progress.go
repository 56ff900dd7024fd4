package main

import "newsarchive/internal/archive"

// progress shows how far long work has come, as a bar on a terminal. done
// removes the bar.
func (a *app) progress(doing string) (show archive.Progress, done func()) {
	return a.progressOf(doing, "stories")
}

// progressOf is progress that is counted in another unit.
func (a *app) progressOf(doing, unit string) (show archive.Progress, done func()) {
	if a.quiet {
		return nil, func() {}
	}
	return a.err.Progress(doing, unit)
}
