package format

import (
	"fmt"
	"strings"
	"time"
)

// Marks lists the marks of a story with their times.
func (d Story) Marks(zone *time.Location) string {
	var all []string
	for _, m := range d.Story.Marks {
		if !m.Off {
			all = append(all, fmt.Sprintf("%s (%s)", m.Mark, Moment(m.At, zone)))
		}
	}
	return strings.Join(all, ", ")
}
