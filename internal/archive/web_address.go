package archive

import (
	"cmp"
	"errors"
	"strings"

	"newsarchive/internal/discover"
	"newsarchive/internal/gnews"
	"newsarchive/internal/private"
)

// WebAddresses reads the address of a feed that was not typed on this machine, and
// returns the spellings to try. There are no files among them. gnews:WORDS is a
// search of Google News.
func WebAddresses(typed string) ([]string, error) {
	if words, ok := strings.CutPrefix(typed, "gnews:"); ok {
		f, err := gnews.Search(words, "", "")
		return []string{f.URL}, err
	}
	all, err := discover.Typed(typed)
	if err == nil && len(all) == 0 {
		err = errors.New("this is no address of the web: it begins with https://, or is a name like news.example")
	}
	for _, address := range all {
		err = cmp.Or(err, private.Check(address))
	}
	return all, err
}
