package doctor

import (
	"fmt"

	"newsarchive/store"
)

// counted is a number with what it counts.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// wordsFor describes an inconsistency, why it matters and what to do.
func wordsFor(a store.Inconsistency, c *comparison) Finding {
	const byHand = "it cannot be repaired without loss; a backup from before may be better"
	f := Finding{Check: "records", Grade: GradeError, Fix: byHand}
	n := func(one, many string) string { return counted(a.Rows, one, many) }
	switch a.Kind {
	case store.SameAsHops:
		f.What = n("story is", "stories are") + fmt.Sprintf(" joined to a story that is itself joined to another, or to itself: first story %d", a.Row)
		f.Why = "such stories are neither shown nor found"
		f.Fix = "--fix joins them to the earliest of them directly"
	case store.WrongChains:
		f.What = n("item is", "items are") + fmt.Sprintf(" in a chain that does not exist: first item %d", a.Row)
		f.Why = "what belongs to one event is not shown as one"
		f.Fix = "--fix gives them the chain that they continue"
	case store.WrongFeeds:
		f.What = n("appearance has", "appearances have") + fmt.Sprintf(" another feed than the item: first appearance %d", a.Row)
		f.Why = "feed: finds them in the wrong feed, and a sync cannot end them"
		f.Fix = "--fix gives them the feed of their item"
	case store.LinkedTwice:
		f.What = n("story is", "stories are") + fmt.Sprintf(" linked twice by one item: first appearance %d", a.Row)
		f.Why = "an item links a story once"
	case store.EndedBeforeBegun:
		f.Check, f.Grade = "clock", GradeNote
		f.What = n("appearance", "appearances") + fmt.Sprintf(" ended before beginning: first appearance %d", a.Row)
		f.Why = "the clock was wrong when one of the two was written"
		f.Fix = "nothing; what was written then stays as it is"
	case store.Unlinked:
		f.What = fmt.Sprintf("no item links %s: first story %d", n("story", "stories"), a.Row)
		f.Why = "they are found, but cannot be traced to a feed"
	case store.WithoutKey:
		f.What = n("story has", "stories have") + fmt.Sprintf(" no key: first story %d", a.Row)
		f.Why = "the next time one is linked, it becomes a second story"
	case store.ReusableNumbers:
		f.What = fmt.Sprintf("numbers up to %d could be given again", a.Row)
		f.Why = "a number is never reused"
		f.Fix = "--fix continues after the last number in use"
	case store.LogGaps:
		f.Check = "change log"
		f.What = "the log lacks " + n("change", "changes") + fmt.Sprintf(", the first after number %d", a.Row)
		f.Why = "the index has followed the log past them and may be out of date"
		f.Fix = "--fix rebuilds the index if it differs; the gap itself stays and does no harm"
		if c.agrees() {
			f.Grade, f.Why = GradeNote, "it does no harm: the index holds what the database says"
		}
	case store.FetchedInFuture:
		f.Check = "clock"
		f.What = n("feed was", "feeds were") + fmt.Sprintf(" fetched in the future: first feed %d", a.Row)
		f.Why = "the clock was ahead then, or is behind now"
		f.Fix = "--fix makes them due; set the clock first if it is behind"
	case store.EmptyText:
		f.What = n("text stands", "texts stand") + fmt.Sprintf(" for stories and say nothing: first text %d", a.Row)
		f.Why = "has:text finds these stories, and nothing is shown"
	case store.SeenInFuture:
		f.Check, f.Grade = "clock", GradeNote
		f.What = n("story was", "stories were") + fmt.Sprintf(" first seen in the future: first story %d", a.Row)
		f.Why = "the clock was ahead then, or is behind now; they come first when sorted by date"
		f.Fix = "nothing; set the clock if it is behind"
	}
	return f
}
