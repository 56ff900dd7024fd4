package post

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

func (p parts) readTOML() (front, error) {
	if line := tooDeep(p.front); line > 0 {
		return nil, errorAt(p.path, p.line+line, "the front matter is nested more than %d deep", maxNested)
	}
	tree := map[string]any{}
	if _, err := toml.Decode(p.front, &tree); err != nil {
		var broken toml.ParseError
		if errors.As(err, &broken) {
			return nil, errorAt(p.path, p.line+broken.Position.Line, "broken TOML front matter: %s", broken.Message)
		}
		return nil, errorAt(p.path, p.line, "broken TOML front matter: %w", err)
	}
	fields := front{}
	for name, value := range tree {
		name = strings.ToLower(name)
		if _, twice := fields[name]; twice {
			return nil, errorAt(p.path, p.line, "%q is given twice in the front matter; remove one", name)
		}
		fields.add(name, value, 0)
	}
	return fields, nil
}

// maxNested is how deep tables and dotted names may go: the TOML library
// takes time with the square of that.
const maxNested = 32

// tooDeep returns the number of the line where tables within tables or a
// dotted name go too deep, or 0.
func tooDeep(front string) int {
	number, open := 0, 0
	for line := range strings.Lines(front) {
		number++
		name, rest, _ := strings.Cut(line, "=")
		for i := range len(rest) {
			switch rest[i] {
			case '{':
				open++
			case '}':
				open--
			}
			if open > maxNested {
				return number
			}
		}
		open = max(0, open)
		if strings.Count(name, ".") > maxNested && dotted(name) > maxNested {
			return number
		}
	}
	return 0
}

// dotted returns the number of words in a row that only dots separate.
func dotted(name string) int {
	longest, run := 0, 0
	for part := range strings.SplitSeq(name, ".") {
		part = strings.TrimSpace(part)
		switch {
		case part == "", strings.ContainsAny(part, " \t") && !strings.ContainsAny(part[:1], `"'`):
			run = 0
		default:
			run++
		}
		longest = max(longest, run)
	}
	return longest
}

// add adds the texts of a TOML value.
func (f front) add(name string, value any, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			f.add(name+"."+strings.ToLower(key), inner, depth+1)
		}
	case []map[string]any:
		for _, inner := range v {
			f.add(name, inner, depth+1)
		}
	case []any:
		for _, inner := range v {
			f.add(name, inner, depth+1)
		}
	case time.Time:
		f[name] = append(f[name], v.Format(tomlLayout(v)))
	default:
		f[name] = append(f[name], fmt.Sprint(v))
	}
}

// tomlLayout returns the layout of a TOML date: the library marks by the
// name of the zone what had no clock time or no offset.
func tomlLayout(t time.Time) string {
	switch t.Location().String() {
	case "date-local":
		return time.DateOnly
	case "datetime-local":
		return "2006-01-02T15:04:05.999999999"
	case "time-local":
		return time.TimeOnly
	}
	return time.RFC3339Nano
}
