package main

import (
	"fmt"
	"maps"

	"github.com/google/go-cmp/cmp"
)

// postCases are the folders of posts.
func postCases() []caseRow {
	const apart = "files under different paths are different items; each text is found, each file comes back; importing twice changes nothing"
	return []caseRow{
		{"same-title-no-date", apart, func(c *caseArchive) {
			c.imported(2)
			c.counts("title:contains", 2)
			if a, b := c.findsTitle("pangolin", "Contains"), c.findsTitle("tapir", "Contains"); a.ID == b.ID {
				c.Errorf("both texts are story %d", a.ID)
			}
		}},
		{"multilingual", apart, func(c *caseArchive) {
			c.imported(4)
			ids := map[int64]bool{}
			for word, title := range map[string]string{"quokka": "About", "ocelot": "About", "nashorn": "Herald 2.0", "walrus": "Herald 2.0"} {
				ids[c.findsTitle(word, title).ID] = true
			}
			if len(ids) != 4 {
				c.Errorf("four texts are the stories %v", ids)
			}
		}},
		{"authors", "every author is kept and found", func(c *caseArchive) {
			c.imported(3)
			for name, title := range map[string]string{
				"ann lee": "A joint piece", "bo ek": "A joint piece", "cy dee": "A solo piece", "di eff": "A solo piece", "ed fox": "Toml solo",
			} {
				c.shows(c.findsTitle(`author:"`+name+`"`, title), "author")
			}
			for title, want := range map[string]string{"A joint piece": "Ann Lee, Bo Ek", "A solo piece": "Cy Dee, Di Eff", "Toml solo": "Ed Fox"} {
				if got := c.items()[title].Author; got != want {
					c.Errorf("in NDJSON the authors of %s are %q, want %q", title, got, want)
				}
			}
		}},
		{"dates", "publishDate, pubdate and then lastmod stand in where there is no date", func(c *caseArchive) {
			c.imported(2)
			for title, want := range map[string]string{"Pub only": "2025-05-05", "Pubdate only": "2025-05-06"} {
				if it := c.items()[title]; it.Published != want || it.PublishedRaw != want {
					c.Errorf("%s is of %s, from %q, want %s", title, it.Published, it.PublishedRaw, want)
				}
				c.findsTitle("date:"+want, title)
			}
		}},
	}
}

// imported imports the folder twice, and checks that it has so many items, that
// the second time changes nothing, and that every file comes back as it was.
func (c *caseArchive) imported(items int) {
	c.Helper()
	c.imports(fmt.Sprintf("%[1]d\t%[1]d\t%[1]d\t0\n", items))
	first := ran(c.T, c.dir, exitDone, "export", "--to", "ndjson")
	c.imports(fmt.Sprintf("%d\t0\t0\t0\n", items))
	if d := cmp.Diff(first, ran(c.T, c.dir, exitDone, "export", "--to", "ndjson")); d != "" {
		c.Errorf("a second import changes the export (-first +second):\n%s", d)
	}
	want := filesIn(c.T, c.input)
	if got := c.posts(); !maps.Equal(got, want) {
		c.Errorf("the posts of an export are not those imported (-imported +exported):\n%s", cmp.Diff(want, got))
	}
}

// imports imports the input, and checks what the program says of it: items
// read, new items, changed items, faults.
func (c *caseArchive) imports(want string) {
	c.Helper()
	if got := ran(c.T, c.dir, exitDone, "import", c.input); got != want {
		c.Errorf("import says %q, want %q", got, want)
	}
}
