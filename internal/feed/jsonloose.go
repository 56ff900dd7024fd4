package feed

import (
	"encoding/json"

	jsonfeed "github.com/mmcdole/gofeed/json"
)

// jsonLoose reads an item some of whose fields have another type than they
// should: those that are as they should be are kept.
func jsonLoose(raw json.RawMessage) (it jsonfeed.Item, err error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return it, err
	}
	for name, value := range fields {
		one, err := json.Marshal(map[string]json.RawMessage{name: value})
		if err != nil {
			continue
		}
		trial := it
		if json.Unmarshal(one, &trial) == nil {
			if name != "id" {
				trial.ID = it.ID
			}
			it = trial
		}
	}
	return it, nil
}

// jsonString returns the text of a JSON string, or "".
func jsonString(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return keepText(s)
}

// jsonAuthors returns the names of the feed's authors.
func jsonAuthors(fields map[string]json.RawMessage) string {
	var one struct{ Name string }
	var all []struct{ Name string }
	var names []string
	if json.Unmarshal(fields["author"], &one) == nil {
		names = append(names, one.Name)
	}
	if json.Unmarshal(fields["authors"], &all) == nil {
		for _, a := range all {
			names = append(names, a.Name)
		}
	}
	return joinNames(names)
}
