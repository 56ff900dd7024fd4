package greader

import (
	"errors"
	"net/url"
)

// Edit is a change of the states and labels of items.
type Edit struct {
	Items []ItemID
	Bad   int // numbers that are none
	// Read, Starred: true to set, false to take off; nil: as it is.
	Read, Starred *bool
	Add, Remove   []string // labels
}

// ParseEdit reads the parameters i, a and r of edit-tag. To mark an item unread,
// programs remove read, or add kept-unread, or both; to mark it read, they add
// read, and some remove kept-unread with it. kept-unread alone, removed, says
// nothing.
func ParseEdit(v url.Values) (e Edit, err error) {
	if e.Items, e.Bad, err = ParseItems(v["i"]); err != nil {
		return Edit{}, err
	}
	if len(e.Items)+e.Bad == 0 {
		return Edit{}, errors.New("no item is named (i)")
	}
	add, err := ParseStreams(v["a"])
	if err != nil {
		return Edit{}, err
	}
	remove, err := ParseStreams(v["r"])
	if err != nil {
		return Edit{}, err
	}
	if len(add)+len(remove) == 0 {
		return Edit{}, errors.New("no state and no label is named (a, r)")
	}
	for _, s := range remove {
		e.apply(s, false)
	}
	for _, s := range add {
		e.apply(s, true)
	}
	return e, nil
}

func (e *Edit) apply(s Stream, on bool) {
	switch s.Kind {
	case Read:
		e.Read = &on
	case KeptUnread:
		if unread := false; on {
			e.Read = &unread
		}
	case Starred:
		e.Starred = &on
	case Label:
		if on {
			e.Add = append(e.Add, s.Name)
		} else {
			e.Remove = append(e.Remove, s.Name)
		}
	}
}
