package evaluate

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"
)

// dayIn reads the day that a date begins with; "" if there is none.
func dayIn(date string) string {
	if len(date) < len(time.DateOnly) {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)]); err != nil {
		return ""
	}
	return date[:len(time.DateOnly)]
}

// reference is a line of reference.ndjson that is an object.
type reference struct {
	Date       string            `json:"date"`
	Dates      []json.RawMessage `json:"dates"`
	Chronology json.RawMessage   `json:"chronology"`
}

// readReferences reads chronologies as the distinct days of each.
func readReferences(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	named := map[string]map[string]bool{}
	err = eachLine(f, func(n int, line []byte) error {
		name, dates, err := readReference(line)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if name == "" && len(dates) != 1 {
			name = fmt.Sprintf("line %d", n)
		}
		if named[name] == nil {
			named[name] = map[string]bool{}
		}
		for _, d := range dates {
			if dayIn(d) == "" {
				return fmt.Errorf("%s:%d: the date %q does not begin with a day like 2011-03-11", path, n, d)
			}
			named[name][dayIn(d)] = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all [][]string
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if days := slices.Sorted(maps.Keys(named[name])); len(days) > 0 {
			all = append(all, days)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: there is no date in it", path)
	}
	return all, nil
}

// readReference reads one line: an entry, a chronology, or a chronology as
// pairs of a date and its sentences.
func readReference(line []byte) (name string, dates []string, err error) {
	var pairs []json.RawMessage
	if line[0] == '[' {
		err = json.Unmarshal(line, &pairs)
	} else {
		var r reference
		err = json.Unmarshal(line, &r)
		name, pairs = strings.Trim(string(r.Chronology), `"`), r.Dates
		if r.Date != "" {
			dates = append(dates, r.Date)
		}
	}
	for _, p := range pairs {
		date, err := dateOf(p)
		if err != nil {
			return "", nil, err
		}
		dates = append(dates, date)
	}
	return name, dates, err
}

// dateOf reads "2011-03-11", {"date": "2011-03-11"} or ["2011-03-11", …].
func dateOf(raw json.RawMessage) (date string, err error) {
	switch raw[0] {
	case '{':
		var r reference
		err = json.Unmarshal(raw, &r)
		return r.Date, err
	case '[':
		var pair []json.RawMessage
		if err = json.Unmarshal(raw, &pair); err != nil || len(pair) == 0 {
			return "", err
		}
		return dateOf(pair[0])
	}
	err = json.Unmarshal(raw, &date)
	return date, err
}
