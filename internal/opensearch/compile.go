package opensearch

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"newsarchive/index"
	"newsarchive/internal/query"
)

// compiled is a plan with what finds its documents there.
type compiled struct {
	*index.Plan
	find object
}

// compile compiles a query for the index. The error wraps [ErrCannot] when it asks for
// what is not there. The numbers of feeds are those of one archive: where a query names
// feeds, or tags that feeds may have, it is compiled for each archive.
func (a *Asked) compile(ctx context.Context, q *query.Query) (compiled, error) {
	if err := check(q); err != nil {
		return compiled{}, err
	}
	if !namesFeeds(q.Root) {
		plan, err := a.plan(ctx, index.Names{}, q)
		if err != nil {
			return compiled{}, err
		}
		return compiled{plan, filterOf(plan.Find)}, nil
	}
	abouts, err := a.Abouts(ctx)
	if err != nil {
		return compiled{}, err
	}
	var c compiled
	var parts []object
	for _, s := range a.sources {
		plan, err := a.plan(ctx, a.namesOf(s, abouts), q)
		if err != nil {
			return compiled{}, err
		}
		if c.Plan == nil {
			c.Plan = plan // which words count is the same for all
		}
		parts = append(parts, all(term("generation", s.Generation), filterOf(plan.Find)))
	}
	c.find = either(parts)
	return c, nil
}

func (a *Asked) plan(ctx context.Context, names index.Names, q *query.Query) (*index.Plan, error) {
	if a.Broad {
		return index.CompileBroad(ctx, lexicon{a, ctx}, names, q)
	}
	return index.Compile(ctx, lexicon{a, ctx}, names, q)
}

// namesFeeds reports whether it depends on the names or tags of feeds what a query
// finds.
func namesFeeds(root query.Node) (names bool) {
	query.Walk(root, func(leaf query.Node, _ bool) {
		t, ok := leaf.(query.Term)
		names = names || ok && (t.Field == query.FeedName || t.Field == query.Tag)
	})
	return names
}

// namesOf returns how a query's names of feeds, and their tags, are those of an archive.
func (a *Asked) namesOf(s Source, abouts []AboutArchive) index.Names {
	about := aboutOf(s, abouts)
	return index.Names{
		Feeds:       func(name string) []int64 { return about.Named(name, len(a.sources) == 1) },
		TaggedFeeds: about.tagged,
	}
}

// aboutOf returns what an archive shares; nothing where it has not said so.
func aboutOf(s Source, abouts []AboutArchive) About {
	for _, about := range abouts {
		if about.Archive == s.Archive {
			return about.About
		}
	}
	return About{}
}

// Named returns the feeds of a name, in whatever case: else those in whose names it is.
// With numbers, a feed may be given by its number too: 3 or #3.
func (a About) Named(name string, numbers bool) (feeds []int64) {
	wanted := strings.ToLower(name)
	number, err := strconv.ParseInt(strings.TrimPrefix(name, "#"), 10, 64)
	for _, is := range []func(AboutFeed) bool{
		func(f AboutFeed) bool { return numbers && err == nil && f.ID == number },
		func(f AboutFeed) bool { return strings.ToLower(f.Name) == wanted },
		func(f AboutFeed) bool { return strings.Contains(strings.ToLower(f.Name), wanted) },
	} {
		for _, f := range a.Feeds {
			if is(f) {
				feeds = append(feeds, f.ID)
			}
		}
		if len(feeds) > 0 {
			return feeds
		}
	}
	return nil
}

// tagged returns the feeds with a tag, or with one that begins so.
func (a About) tagged(tag string, prefix bool) (feeds []int64) {
	tag = strings.ToLower(tag)
	for _, f := range a.Feeds {
		if slices.ContainsFunc(f.Tags, func(has string) bool {
			has = strings.ToLower(has)
			return has == tag || prefix && strings.HasPrefix(has, tag)
		}) {
			feeds = append(feeds, f.ID)
		}
	}
	return feeds
}
