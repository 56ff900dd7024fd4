package main

import (
	"github.com/schollz/progressbar/v3"

	"newsarchive/internal/archive"
)

// progress shows how far long work is: a bar on a terminal, and nothing
// anywhere else. done removes it.
func (a *app) progress(doing string) (show archive.Progress, done func()) {
	return a.progressOf(doing, "stories")
}

// progressOf is progress of something that is counted in another unit.
func (a *app) progressOf(doing, unit string) (show archive.Progress, done func()) {
	if !a.err.terminal || a.quiet {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	show = func(n, total int) {
		if bar == nil {
			if total == 0 {
				total = -1
			}
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(a.err), progressbar.OptionSetDescription(doing),
				progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(unit),
				progressbar.OptionThrottle(100e6), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(20))
		}
		_ = bar.Set(n)
	}
	return show, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}
