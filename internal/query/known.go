package query

// Known is a word of the language with what it means.
type Known struct{ Text, About string }

// About says in a few words what a field is about.
func (f Field) About() string {
	switch f {
	case Title:
		return "words of the story's own headline"
	case Text:
		return "words of the text"
	case Publisher:
		return "the publisher"
	case Author:
		return "the author"
	case Site:
		return "the publisher's host"
	case Link:
		return "an address that begins so"
	case FeedName:
		return "a feed, by name or number"
	case Tag:
		return "a tag: the feed's, the item's or yours"
	case Lang:
		return "the language"
	case Published:
		return "when it was published"
	case Seen:
		return "when the archive saw it first"
	case After:
		return "published after a day"
	case Before:
		return "published before a day"
	case Size:
		return "how many stories its item has"
	case Publishers:
		return "how many publishers its item has"
	case IsFlag:
		return "what it is: unread, starred, lead …"
	case HasPart:
		return "what it has: a text, an image …"
	case StoryID:
		return "the story with this number"
	case ClusterID:
		return "the stories of this item"
	case SimilarTo:
		return "stories like the one with this number"
	case EventID:
		return "the stories of this event"
	case TopicName:
		return "a query that you saved"
	}
	return ""
}

// KnownValues returns the values of a field that are the same in every archive,
// or examples of them, and nothing for a field whose values are names or words.
func KnownValues(f Field) []Known {
	switch f {
	case IsFlag:
		return []Known{
			{Unread, "you have not marked it read"},
			{"read", "you have marked it read"},
			{"starred", "you have starred it"},
			{"later", "you have marked it for later"},
			{"lead", "the first of its cluster"},
			{"edited", "something of it was changed"},
			{"dup", "the same text was published again"},
			{Duplicate, "its event has an earlier story with this headline"},
			{"unresolved", "known by a Google News link only"},
			{"undated", "without a date of its own"},
			{"paywalled", "behind a paywall"},
			{"cut", "too long to be indexed whole"},
		}
	case HasPart:
		return []Known{
			{"text", "a text of its own page"},
			{"image", "a picture"},
			{"enclosure", "a file, such as a podcast"},
			{"revisions", "earlier values"},
		}
	case Published, Seen, After, Before:
		return []Known{
			{"today", ""},
			{"yesterday", ""},
			{"this-week", ""},
			{"last-week", ""},
			{"this-month", ""},
			{"last-month", ""},
			{"this-year", ""},
			{"7d", "the last seven days"},
			{"3m", "the last three months"},
		}
	case Size:
		return []Known{{">2", "more than two stories"}, {">10", "more than ten"}, {"1", "one story"}}
	case Publishers:
		return []Known{{">=3", "three at least"}, {">=10", "ten at least"}, {"1", "one publisher"}}
	}
	return nil
}
