package web

import (
	"slices"

	"newsarchive/internal/terminal"
)

// datesView is the form that narrows the dates of a search by typing them.
type datesView struct {
	Since, Until, AsOf string
	Given              bool        // at least one of them
	Also               [][2]string // the other parameters of the search, names and values
}

func newDatesView(p params) datesView {
	v := datesView{Since: p.get("since"), Until: p.get("until"), AsOf: p.get("as-of")}
	v.Given = v.Since+v.Until+v.AsOf != ""
	for _, name := range kept() {
		if slices.Contains([]string{"since", "until", "as-of", "page"}, name) {
			continue
		}
		for _, value := range p.all(name) {
			v.Also = append(v.Also, [2]string{name, terminal.Clean(value)})
		}
	}
	return v
}
