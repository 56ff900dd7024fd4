package main

import (
	"github.com/charmbracelet/x/ansi"
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
			bar = progressbar.NewOptions(total, append(barThatFits(doing, unit, a.err.width), progressbar.OptionSetWriter(a.err),
				progressbar.OptionThrottle(100e6), progressbar.OptionClearOnFinish())...)
		}
		_ = bar.Set(n)
	}
	return show, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}

// The widest that parts of a bar become.
const (
	percentWidth = len("  100% ||")
	countWidth   = len(" (1234567/1234567)")
	rateWidth    = len(", 123456 ") // and the unit
	timesWidth   = len(" [12m34s:12m34s]")
	barWidth     = 20
)

// barThatFits leaves out what a terminal has no room for: a bar that is wider
// would begin a new line each time. First goes the rate, then the count and
// the time, then what is done.
func barThatFits(doing, unit string, width int) []progressbar.Option {
	room := width - 1 - ansi.StringWidth(doing) - percentWidth
	whole := countWidth + rateWidth + len(unit) + len("/s") + timesWidth
	switch {
	case room >= whole+4:
		return []progressbar.Option{
			progressbar.OptionSetDescription(doing), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(unit), progressbar.OptionSetWidth(min(barWidth, room-whole)),
		}
	case room >= countWidth+timesWidth+4:
		return []progressbar.Option{
			progressbar.OptionSetDescription(doing), progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(min(barWidth, room-countWidth-timesWidth)),
		}
	case room >= 4:
		return []progressbar.Option{
			progressbar.OptionSetDescription(doing), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
			progressbar.OptionSetWidth(min(barWidth, room)),
		}
	}
	return []progressbar.Option{
		progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetWidth(max(1, min(barWidth, width-1-percentWidth))),
	}
}
