package main

import (
	"fmt"
	"slices"
	"strings"
)

// searchCases are the archives that are searched.
func searchCases() []caseRow {
	return []caseRow{
		{"phrase", "the story whose own headline has the phrase comes first", func(c *caseArchive) {
			c.imports("1\t1\t3\t0\n")
			c.ranks(`"blue whale"`, "Why the blue whale stayed away from the crowded harbour this winter")
		}},
		{"smart-quotes", "quotation marks of every kind make a phrase", func(c *caseArchive) {
			c.imports("2\t2\t2\t0\n")
			for _, phrase := range []string{`"prime minister"`, "“prime minister”", "„prime minister“", "«prime minister»", "「prime minister」", "＂prime minister＂"} {
				c.findsTitle(phrase, "Prime minister resigns")
			}
		}},
		{"cpp", "C++ finds C++ before C# and C, C# likewise", func(c *caseArchive) {
			c.imports("3\t3\t3\t0\n")
			c.ranks("C++", "Why C++ still rules game engines")
			c.ranks("C#", "C# gets union types at last")
		}},
		{"forms", "a word finds its forms; +word and phrases find only themselves", func(c *caseArchive) {
			c.imports("67\t67\t67\t0\n")
			for line := range strings.Lines(caseForms) {
				query, numbers, _ := strings.Cut(strings.TrimSpace(line), ":")
				c.findsNumbers(query, strings.Fields(numbers))
			}
		}},
	}
}

// ranks checks the headline of the story that a query finds first.
func (c *caseArchive) ranks(query, title string) {
	c.Helper()
	if all := c.findsAll(query); len(all) == 0 || all[0].Title != title {
		c.Errorf("search %s finds %+v, want %q first", query, all, title)
	}
}

// findsNumbers checks the stories that a query finds, by the numbers that their
// headlines have behind qq.
func (c *caseArchive) findsNumbers(query string, want []string) {
	c.Helper()
	got := []string{}
	for _, st := range c.findsAll(query) {
		_, number, _ := strings.Cut(st.Title, " qq")
		number, _, _ = strings.Cut(number, " ")
		got = append(got, number)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		c.Errorf("search %s finds %s, want %s", query, fmt.Sprint(got), fmt.Sprint(want))
	}
}

// caseForms are words, and the numbers of the headlines that they find.
const caseForms = `vote: 0 1 2
votes: 0 1 2
voted: 0 1 2
voting: 0 1 2
+vote:
+voted: 1
"votes qq0": 0
"vote qq0":
agree: 3 4
agreement: 5
agreements: 5
kill: 6 7 8
killed: 6 7 8
strike: 9 10
striking: 9 10
tariff: 11
elect: 12
election: 13
elections: 13
attack: 14
attacks: 14
bomb: 15
bombed: 15
virus: 16
bus: 17
gas: 18
economy: 19
crisis: 20
party: 21
box: 22
church: 23
hero: 24
shortage: 25
run: 26 27
ran: 26 27
stop: 28
stopping: 28
ban: 29 30
banning: 29 30
resign: 31 32
resignation: 33
resignations: 33
Koreas: 34
Japan: 35
swift:
swiftly: 36
policy: 37
police:
nation:
national: 38
leader: 39
lead:
leadership: 40
flood: 41 42 43
floods: 41 42 43
bless: 44
bush: 45
glass: 46
address: 47
business: 48
busy:
process: 49
campus: 50
status: 51
bonus: 52
census: 53
lens: 54
atlas: 55
cactus: 56
series: 57
species: 58
Paris: 59
Texas: 60
Texan: 61
Biden: 62
Seoul: 63
minister: 64 65
ministers: 64 65
boss: 66
`
