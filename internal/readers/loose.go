package readers

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"newsarchive/internal/dates"
	"newsarchive/internal/news"
)

// text is a text that may be written as a number, or be null; anything else is
// empty.
type text string

// UnmarshalJSON implements [json.Unmarshaler].
func (t *text) UnmarshalJSON(raw []byte) error {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		*t = text(s)
	} else if len(raw) > 0 && (raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9') {
		*t = text(raw)
	}
	return nil
}

// flag is a boolean that may be written as 0, 1, "0", "1", "true" or null.
type flag bool

// UnmarshalJSON implements [json.Unmarshaler].
func (f *flag) UnmarshalJSON(raw []byte) error {
	*f = flag(isTrue(strings.Trim(string(raw), `"`)))
	return nil
}

func isTrue(s string) bool { return s == "1" || strings.EqualFold(s, "true") }

// moment is a date: a number of seconds, milliseconds or microseconds of Unix
// time, or a date as feeds write it. It is zero for anything else.
type moment struct{ news.Date }

// UnmarshalJSON implements [json.Unmarshaler].
func (m *moment) UnmarshalJSON(raw []byte) error {
	var t text
	_ = t.UnmarshalJSON(raw) // never fails
	m.Date = dateOf(string(t))
	return nil
}

// dateOf reads a date. Numbers are Unix time; how large they are says in which
// unit: seconds are below 10^11 until the year 5138.
func dateOf(s string) news.Date {
	s = strings.TrimSpace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil:
		return dates.Parse(s)
	case n >= 1e17: // nanoseconds
		return news.Instant(time.Unix(0, n))
	case n >= 1e14:
		return news.Instant(time.UnixMicro(n))
	case n >= 1e11:
		return news.Instant(time.UnixMilli(n))
	case n > 0:
		return news.Instant(time.Unix(n, 0))
	}
	return news.Date{}
}

// words is a list of names: texts, or objects with a label, name or title; a
// text alone is split at commas.
type words []string

// UnmarshalJSON implements [json.Unmarshaler].
func (w *words) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*w = strings.Split(one, ",")
		return nil
	}
	var all []json.RawMessage
	_ = json.Unmarshal(raw, &all) // what is no list has no names
	for _, raw := range all[:min(len(all), 4*maxTags)] {
		var named struct{ Label, Name, Title, Text text }
		var name text
		if raw[0] == '{' {
			_ = json.Unmarshal(raw, &named) // what cannot be read is empty
			name = text(first(string(named.Label), string(named.Name), string(named.Title), string(named.Text)))
		} else {
			_ = name.UnmarshalJSON(raw) // never fails
		}
		if name != "" {
			*w = append(*w, string(name))
		}
	}
	return nil
}
