package feed

import (
	"strings"

	"newsarchive/internal/news"
	"newsarchive/internal/plain"
)

// readPeople reads the people of an item. Its authors are those of the first
// kind of element that names any.
func (e *entry) readPeople(x extensions, kinds ...string) {
	e.Author = names(x, kinds...)
	for _, kind := range kinds {
		for _, n := range x[kind] {
			if e.exceeded.people { // hundreds of thousands are read for nothing
				return
			}
			e.addPerson(personOf(n.Value, "", n.Attrs["email"], n.Attrs["url"]))
		}
	}
	for _, n := range x["contributor"] {
		e.addPerson(personOf(n.Value, "contributor", n.Attrs["email"], n.Attrs["url"]))
	}
	for _, n := range x["person"] {
		e.addPerson(personOf(n.Value, n.Attrs["role"], "", n.Attrs["url"]))
	}
}

func (e *entry) addPerson(p news.Person) {
	switch {
	case p.Name == "" && p.Email == "" && p.URL == "":
	case len(e.People) >= maxPeople:
		e.exceeded.people = true
	default:
		p.Name, p.Email, p.Role = e.cut("a name", p.Name, maxName), e.cut("an email address", p.Email, maxName), e.cut("a role", p.Role, maxName)
		e.People = append(e.People, p)
	}
}

// personOf parses "name (address)", the form of RSS 2.0, into a person with
// the given role, email and address.
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

// emailIn returns the email address (RFC 5322 addr-spec) in a text, such as "ann@a.example (Ann)".
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

// keepPeople removes duplicates, and the list itself when it holds only the
// name of the one author. It fills Author from the list when that is empty.
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
