package article

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/news"
)

// addressDay returns the day in the path of an address: /2026/01/14/,
// /2026-01-14-, /20260114/. The zero Date if there is none.
func addressDay(address *url.URL) news.Date {
	parts := strings.FieldsFunc(address.Path, func(r rune) bool { return r == '/' || r == '-' || r == '_' || r == '.' })
	for i, p := range parts {
		if len(p) == 8 {
			if d := dayOf(p[:4], p[4:6], p[6:]); !d.IsZero() {
				return d
			}
		}
		if i+2 < len(parts) && len(p) == 4 {
			if d := dayOf(p, parts[i+1], parts[i+2]); !d.IsZero() {
				return d
			}
		}
	}
	return news.Date{}
}

func dayOf(year, month, day string) news.Date {
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(month)
	d, err3 := strconv.Atoi(day)
	if err1 != nil || err2 != nil || err3 != nil || y < 1990 || y > 2100 || m < 1 || m > 12 || d < 1 || len(month) > 2 || len(day) > 2 {
		return news.Date{}
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return news.Date{}
	}
	return news.Day(t.Date())
}
