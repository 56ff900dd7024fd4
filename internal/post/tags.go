package post

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsarchive/internal/news"
)

// tags are the item's own. A cluster that has none gets the five words that
// most of its headlines share; among equals the longer and then the earlier
// comes first.
func tags(item news.Item) []string {
	if len(item.Tags) > 0 || !item.Cluster {
		return item.Tags
	}
	count := map[string]int{}
	var words []string
	for _, s := range item.Stories {
		seen := map[string]bool{}
		for _, word := range significant(s.Title) {
			if seen[word] {
				continue
			}
			seen[word] = true
			if count[word]++; count[word] == 1 {
				words = append(words, word)
			}
		}
	}
	slices.SortStableFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a)))
	})
	return words[:min(5, len(words))]
}

// significant returns the words of a headline that may name its topic, in
// lower case: of four to twenty letters, common English words left out.
func significant(headline string) []string {
	headline = strings.NewReplacer("’s", "", "'s", "").Replace(strings.ToLower(headline))
	words := strings.FieldsFunc(headline, func(r rune) bool {
		return !unicode.In(r, unicode.Letter, unicode.Mark)
	})
	return slices.DeleteFunc(words, func(word string) bool {
		n := utf8.RuneCountInString(word)
		return n < 4 || n > 20 || word == string(utf8.RuneError) || common(word)
	})
}

func common(word string) bool {
	switch word {
	case "about", "after", "again", "against", "also", "amid", "back", "been", "before", "being",
		"between", "could", "does", "down", "during", "first", "from", "have", "here", "into", "just",
		"like", "live", "more", "most", "much", "news", "only", "over", "report", "reports", "said",
		"says", "should", "some", "such", "than", "that", "their", "them", "then", "there", "these",
		"they", "this", "those", "through", "under", "until", "update", "updates", "very", "week",
		"were", "what", "when", "where", "which", "while", "will", "with", "without", "would", "year",
		"years", "your":
		return true
	}
	return false
}
