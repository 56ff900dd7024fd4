package store

import (
	"strings"

	"newsarchive/internal/news"
)

// canonicalKey makes the address that a page gives itself a key of its story,
// and reports whether that proved the story to be the same as another one. It is
// a key only if it is of the site of the page, is not a front page, and no page
// with another headline claims it too; then it is shared, for good.
func (v *saver) canonicalKey(r *news.Reading) (joined bool, err error) {
	key, shared, err := v.addressKey(r.Canonical)
	if err != nil || key == "" || shared || strings.HasPrefix(key, "gnews:") || news.IsFrontPage(key) || !sameSite(r.Canonical, r.URL) {
		return false, err
	}
	claims, err := v.readings(`WHERE t.canonical = ?1 AND t.stands = 1 AND t.story_id NOT IN (
		SELECT ?2 UNION SELECT root_id FROM same_as WHERE story_id = ?2 UNION SELECT story_id FROM same_as WHERE root_id = ?2) LIMIT 50`,
		r.Canonical, r.Story)
	if err != nil {
		return false, err
	}
	for _, other := range claims {
		if !alike(other.Headline, r.Headline) {
			return false, v.markShared(key)
		}
	}
	return v.addAddress(r.Story, key, r.Headline, "their pages give themselves one address")
}

// addAddress makes an address a key of a story. When another story has it, the
// two are the same if they are of one publisher and their headlines are alike;
// headline is a further one of the story's.
func (v *saver) addAddress(story int64, key, headline, reason string) (joined bool, err error) {
	row := &storyRow{Story: news.Story{ID: story}}
	if err := v.readStory(row); err != nil {
		return false, err
	}
	holder := &storyRow{}
	known, err := v.get(`SELECT story_id FROM story_keys WHERE key = ?`, []any{key}, &holder.ID)
	if err != nil || holder.ID == story {
		return false, err
	}
	if !known {
		_, err := v.exec(`INSERT INTO story_keys (key, story_id) SELECT ?1, ?2
			WHERE (SELECT count(*) FROM story_keys WHERE story_id = ?2) < ?3`, key, story, maxKeys)
		if err != nil {
			return false, err
		}
		v.touch(story)
		return false, v.resolveMissingRoots(key, story)
	}
	if err := v.readStory(holder); err != nil {
		return false, err
	}
	if !onePublisher(row, holder, key) || !alike(row.Title, holder.Title) && !alike(headline, holder.Title) {
		return false, nil
	}
	one, err := v.root(story)
	if err != nil {
		return false, err
	}
	other, err := v.root(holder.ID)
	if err != nil || one == other {
		return false, err
	}
	return true, v.join(one, other, reason)
}

// onePublisher reports whether two stories, the second of which has the key, are
// of one publisher's site.
func onePublisher(one, holder *storyRow, key string) bool {
	for _, own := range []string{one.Site, one.Link} {
		if own != "" && news.GoogleToken(own) == "" && sameSite(own, key) {
			return true
		}
	}
	return one.Site != "" && one.Site == holder.Site
}

// sameSite reports whether two addresses or hosts are of one site: equal, but
// for "www.", or one below the other, as m.example.org is below example.org.
func sameSite(one, other string) bool {
	one, other = siteOf(one), siteOf(other)
	if !strings.Contains(one, ".") || !strings.Contains(other, ".") {
		return one == other && one != ""
	}
	return one == other || strings.HasSuffix(one, "."+other) || strings.HasSuffix(other, "."+one)
}

func siteOf(address string) string {
	if strings.Contains(address, "/") {
		return news.Site(address)
	}
	return strings.TrimPrefix(strings.ToLower(address), "www.")
}
