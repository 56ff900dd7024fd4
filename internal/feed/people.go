package feed

import (
	"strings"

	"newsarchive/internal/news"

	"newsarchive/internal/plain"
)

// readPeople takes all who had a part in an item, and names as its authors
// those of the first kind of element that names any.
func (e *entry) readPeople(x notes, kinds ...string) {
	e.Author = names(x, kinds...)
	for _, kind := range kinds {
		for _, n := range x[kind] {
			e.part(personOf(n.Value, "", n.Attrs["email"], n.Attrs["url"]))
		}
	}
	for _, n := range x["contributor"] {
		e.part(personOf(n.Value, "contributor", n.Attrs["email"], n.Attrs["url"]))
	}
	for _, n := range x["person"] {
		e.part(personOf(n.Value, n.Attrs["role"], "", n.Attrs["url"]))
	}
}

func (e *entry) part(p news.Person) {
	switch {
	case p.Name == "" && p.Email == "" && p.URL == "":
	case len(e.People) >= maxPeople:
		e.dropped.people = true
	default:
		e.People = append(e.People, p)
	}
}

// personOf makes a person of "name (address)", and what is known beside it.
func personOf(text, role, email, address string) news.Person {
	p := news.Person{Name: person(text), Role: role, Email: strings.TrimSpace(email), URL: given(address)}
	if p.Email == "" {
		p.Email = emailIn(text)
	}
	if p.Name == p.Email && strings.Contains(p.Name, "@") {
		p.Name = ""
	}
	if p.Name == address {
		p.Name = ""
	}
	return p
}

// emailIn returns the address of mail in a text, such as "ann@a.example (Ann)".
func emailIn(text string) string {
	if !strings.Contains(text, "@") {
		return ""
	}
	for _, w := range strings.FieldsFunc(plain.Line(strings.NewReplacer("<", " ", ">", " ").Replace(text)), func(r rune) bool {
		return strings.ContainsRune(" ()<>,;\"", r)
	}) {
		if at := strings.IndexByte(w, '@'); at > 0 && at < len(w)-1 {
			return strings.TrimPrefix(w, "mailto:")
		}
	}
	return ""
}

// keepPeople leaves each person once, and none at all when all that is known
// is the name of one author.
func (e *entry) keepPeople() {
	if len(e.People) == 0 {
		return
	}
	if e.Author == "" {
		var credits []string
		for _, p := range e.People {
			if p.Role == "" || p.Role == "author" {
				credits = append(credits, firstOf(p.Name, p.Email))
			}
		}
		if len(credits) == 0 {
			for _, p := range e.People {
				credits = append(credits, p.Name)
			}
		}
		e.Author = joinNames(credits)
	}
	kept := e.People[:0:0]
	at := map[string]int{} // by role and name, folded
	for _, p := range e.People {
		key := p.Role + "\x00" + strings.ToLower(firstOf(p.Name, p.Email, p.URL))
		i, known := at[key]
		if !known {
			at[key] = len(kept)
			kept = append(kept, p)
			continue
		}
		kept[i].Email, kept[i].URL = firstOf(kept[i].Email, p.Email), firstOf(kept[i].URL, p.URL)
	}
	if len(kept) == 1 && kept[0] == (news.Person{Name: e.Author}) {
		kept = nil
	}
	e.People = kept
}
