// Package miniflux is the protocol of Miniflux's API, as its public description has
// it: the parameters of requests and the forms of answers, as far as programs that
// read need them. It reads and writes values; what they stand for is for the caller
// to say.
package miniflux

// Some programs keep a number in 32 bits, and show an entry with a given number in
// one feed only. So a story has a further number under each topic, and while the
// archive has fewer than 2²⁴ stories and topics below 128, all are below 2³¹.
const (
	smallBits = 24
	topicBits = 7
	large     = 1 << 52
	storyBits = 36
	topicFeed = 1 << 30
)

// Entry returns the number of a story in a feed, or under a topic, if that is not
// 0.
func Entry(story, topic int64) int64 {
	if topic < 0 || topic >= 1<<(52-storyBits) {
		topic = 0
	}
	if story < 1<<smallBits && topic < 1<<topicBits {
		return topic<<smallBits | story
	}
	return large | topic<<storyBits | story
}

// Story returns the story that an entry is; 0 if it is none.
func Story(entry int64) int64 {
	switch {
	case entry <= 0 || entry >= 2*large:
		return 0
	case entry >= large:
		return entry & (1<<storyBits - 1)
	case entry < 1<<(smallBits+topicBits):
		return entry & (1<<smallBits - 1)
	}
	return 0
}

// TopicFeed returns the number of a topic among the feeds.
func TopicFeed(topic int64) int64 { return topicFeed + topic }

// Topic returns the topic that a feed's number stands for; 0: it is a feed.
func Topic(feed int64) int64 { return max(feed-topicFeed, 0) }
