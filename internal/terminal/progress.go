package terminal

import (
	"github.com/charmbracelet/x/ansi"
	"github.com/schollz/progressbar/v3"
)

// Progress returns what shows a bar on a terminal, and nothing anywhere else,
// and what removes it. total is 0 where it is not known.
func (s *Stream) Progress(doing, unit string) (show func(done, total int), remove func()) {
	if !s.Terminal {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	show = func(n, total int) {
		if bar == nil {
			if total == 0 {
				total = -1
			}
			bar = progressbar.NewOptions(total, append(barThatFits(doing, unit, s.Width), progressbar.OptionSetWriter(s),
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
