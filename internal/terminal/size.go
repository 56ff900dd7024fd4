package terminal

import (
	"fmt"
	"strconv"
)

// Size is a number of bytes: for a person in units, in a pipe as it is.
func (s *Stream) Size(bytes int64) string {
	if !s.Terminal {
		return strconv.FormatInt(bytes, 10)
	}
	return Size(bytes)
}

// Size is a number of bytes in the largest unit that fits: "1.5 KiB".
func Size(bytes int64) string {
	value, unit := float64(bytes), "B"
	for _, next := range []string{"KiB", "MiB", "GiB", "TiB"} {
		if value < 1024 {
			break
		}
		value, unit = value/1024, next
	}
	if unit == "B" {
		return fmt.Sprintf("%d B", bytes)
	}
	return fmt.Sprintf("%.1f %s", value, unit)
}
