package mention

import (
	"strings"
	"testing"
	"time"
)

// TestDays promises what each text speaks of, published on Friday 2011-03-18.
func TestDays(t *testing.T) {
	published := time.Date(2011, 3, 18, 15, 0, 0, 0, time.UTC)
	for _, c := range []struct{ text, language, want string }{
		{"The quake struck on March 11.", "en", "2011-03-11"},
		{"The quake of 11 March 2011 and that of Mar. 11th", "en", "2011-03-11"},
		{"It began on the 11th of March, 2010, they say.", "en", "2010-03-11"},
		{"From March 11-13 and from 1–3 February", "en", "2011-02-01 2011-02-03 2011-03-11 2011-03-13"},
		{"On 2011-03-11, 2011/3/12, 13.3.2011 and 14/3/2011.", "en", "2011-03-11 2011-03-12 2011-03-13 2011-03-14"},
		{"3/4/2011 can be read in two ways, 2011-02-30 in none", "en", ""},
		{"Since Dec. 20 and until April 5 but not December 20, 2012", "en", "2010-12-20 2011-04-05 2012-12-20"},
		{"It happened on May 5 last year.", "en", "2010-05-05"},
		{"In March 2011 he may 5 times march 11 miles, and in May 20,000 people; March 3.5%", "en", ""},
		{"on Tuesday, yesterday and today", "en", "2011-03-15 2011-03-17 2011-03-18"},
		{"It was last Friday, or on Friday", "en", "2011-03-11 2011-03-18"},
		{"Every Monday, last week, on Mondays", "en", ""},
		{"They met on Friday, March 11, and Tuesday 8 February.", "en", "2011-02-08 2011-03-11"},
		{"They will meet on Sunday. The talks ended on Sunday.", "en", "2011-03-13 2011-03-20"},
		{"They will meet soon, he said on Monday.", "en", "2011-03-14"},
		{"two days ago; 10 days ago", "en", "2011-03-08 2011-03-16"},
		{"next Monday", "en", "2011-03-21"},
		{"Das Beben vom 11. März 2011. Am Dienstag und gestern, heute.", "de", "2011-03-11 2011-03-15 2011-03-17 2011-03-18"},
		{"Le séisme du 11 mars, mardi, hier, le 1er février", "fr", "2011-02-01 2011-03-11 2011-03-15 2011-03-17"},
		{"El 11 de marzo de 2011, el martes, ayer", "es", "2011-03-11 2011-03-15 2011-03-17"},
		{"L'11 marzo, martedì; il 10 out of 20 set 5", "it", "2011-03-11 2011-03-15"},
		{"Em 11 de março de 2011, na terça-feira", "pt", "2011-03-11 2011-03-15"},
		{"Op 11 maart, dinsdag, gisteren", "nl", "2011-03-11 2011-03-15 2011-03-17"},
		{"Skalvet den 11 mars, i tisdags, på tisdag", "sv", "2011-03-11 2011-03-15 2011-03-22"},
		{"11 marca 2011, we wtorek", "pl", "2011-03-11 2011-03-15"},
		{"11 марта 2011 года, во вторник, вчера", "ru", "2011-03-11 2011-03-15 2011-03-17"},
		{"10 out of 20 people; 5 set off; 3 ago", "", ""},
		{"11 septiembre 2010, on March 11 and am Dienstag", "", "2010-09-11 2011-03-11 2011-03-15"},
		{"The last of 31 June", "en", ""},
	} {
		var got []string
		for _, d := range Days(c.text, c.language, published) {
			got = append(got, d.Day.Format(time.DateOnly))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q (%s): %q, want %q", c.text, c.language, g, c.want)
		}
	}
}

// TestSentences promises that a day counts once for each sentence.
func TestSentences(t *testing.T) {
	text := `On March 11 the U.S. said so; March 11 it was. Mr. Kan spoke on March 11. "Nothing happened since March 11!" He left on 12. März. Am 11. März.`
	days := Days(text, "", time.Date(2011, 3, 18, 0, 0, 0, 0, time.UTC))
	if len(days) != 1 || days[0].Sentences != 3 {
		t.Errorf("%v, want the 11th in three sentences", days)
	}
}

// TestLead promises that days of the headline and of the first two sentences
// are told from those mentioned further down only.
func TestLead(t *testing.T) {
	text := "Voters decide on March 20\nThe campaign began on March 11. It was short. The first poll, of March 12, and that of March 11 were wrong."
	lead := map[int]bool{11: true, 12: false, 20: true}
	days := Days(text, "en", time.Date(2011, 3, 18, 0, 0, 0, 0, time.UTC))
	for _, d := range days {
		if want, ok := lead[d.Day.Day()]; !ok || d.Lead != want {
			t.Errorf("%s: lead %v, want %v", d.Day.Format(time.DateOnly), d.Lead, want)
		}
	}
	if len(days) != len(lead) {
		t.Errorf("%v", days)
	}
}

// FuzzDays promises that any text is read, and that days lie within futureWindow.
func FuzzDays(f *testing.F) {
	f.Add("On March 11, 2011-03-11 to 31.12.9999, den 5. Mai", "de")
	f.Add("next Friday the 1er mars 0000", "fr")
	f.Fuzz(func(t *testing.T, text, language string) {
		published := time.Date(2011, 3, 18, 0, 0, 0, 0, time.UTC)
		days := Days(text, language, published)
		if len(days) > maxDays {
			t.Errorf("%d days", len(days))
		}
		for i, d := range days {
			if d.Sentences < 1 || d.Day.Year() < 1911 || d.Day.Year() > 2111 || i > 0 && !days[i-1].Day.Before(d.Day) {
				t.Errorf("%v", days)
			}
		}
	})
}

// BenchmarkDays reads a text of some five hundred words, and a headline.
func BenchmarkDays(b *testing.B) {
	published := time.Date(2011, 3, 18, 0, 0, 0, 0, time.UTC)
	text := strings.Repeat("The minister said on Tuesday that the law of March 11 will be debated by the house before long. ", 28)
	for name, text := range map[string]string{"text": text, "headline": "Japan's ruling party elects its first female leader"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Days(text, "en", published)
			}
		})
	}
}
