package notify

import "slices"

// A size is how large a message may be, but for its last line, and how large its
// parts are.
type size struct {
	limit int
	topic func(Topic) int
	event func(Event) int
}

// maxRest is more than the length of what [News.rest] returns.
const maxRest = 80

// fit returns the news as far as a message holds it: the first events of the
// topics in turn, so that none waits until another has nothing new.
func fit(n News, s size) News {
	n = n.bounded()
	all := slices.Clone(n.Topics)
	for i := range n.Topics {
		n.Topics[i].Events = nil
	}
	left := s.limit
	for round, added := 0, true; added && left >= 0; round++ {
		added = false
		for i, t := range all {
			if round >= len(t.Events) {
				continue
			}
			left -= s.event(t.Events[round])
			if round == 0 {
				left -= s.topic(t)
			}
			if left < 0 {
				break
			}
			n.Topics[i].Events, added = t.Events[:round+1], true
		}
	}
	for i, t := range all {
		n.Topics[i].Left = len(t.Events) - len(n.Topics[i].Events)
	}
	return n
}
