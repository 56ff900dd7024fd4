package greader

import (
	"fmt"
	"strconv"
	"strings"
)

// ItemID is the number of a story in the API. Programs write it in four forms:
// decimal, also as a negative number, hexadecimal with and without zeros before
// it, and in full, tag:google.com,2005:reader/item/ with sixteen hexadecimal
// digits.
//
// It is the story's own number and [firstID]. So its hexadecimal form begins with
// a letter, where zeros are left out, and no form can be taken for another; and it
// is below 2⁵³, for programs that keep it as a floating-point number.
//
// Under a topic a story has a further number, with the topic in it: programs show
// an item with a given number in one place only, and would leave it out of the
// topic's subscription. Both stand for the story.
type ItemID int64

const (
	firstID   = 0xA000000000000
	storyBits = 36
	maxStory  = 1<<storyBits - 1
	maxTopic  = 1<<12 - 1
	longForm  = "tag:google.com,2005:reader/item/"
	longest   = 100 // bytes of a number in any form
)

// ItemOf returns the number in the API of a story.
func ItemOf(story int64) ItemID { return ItemID(firstID + story) }

// ItemUnder returns the number in the API of a story under a topic.
func ItemUnder(story, topic int64) ItemID {
	if topic < 0 || topic > maxTopic {
		topic = 0
	}
	return ItemOf(story) + ItemID(topic<<storyBits)
}

// Story returns the number of the story; 0 if this is none of ours.
func (id ItemID) Story() int64 {
	if rest := int64(id) - firstID; rest > 0 && rest>>storyBits <= maxTopic {
		return rest & maxStory
	}
	return 0
}

// Topic returns the topic that the story is under; 0 if it is under none.
func (id ItemID) Topic() int64 {
	if id.Story() == 0 {
		return 0
	}
	return (int64(id) - firstID) >> storyBits
}

// Decimal returns the number in digits.
func (id ItemID) Decimal() string { return strconv.FormatInt(int64(id), 10) }

// Long returns the number in full.
func (id ItemID) Long() string { return fmt.Sprintf("%s%016x", longForm, uint64(id)) } //nolint:gosec // the same bits

// ParseItem reads a number in any form. One of 2⁶³ and above is read as the
// negative number of the same bits, as programs write it.
func ParseItem(text string) (ItemID, error) {
	bad := func() (ItemID, error) { return 0, fmt.Errorf("%.*q is no number of an item", longest, text) }
	if len(text) > longest {
		return bad()
	}
	if hex, ok := strings.CutPrefix(text, longForm); ok {
		return parseHex(hex, bad)
	}
	padded := len(text) == 16 && text[0] == '0'
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && !padded && text[0] != '+' {
		return ItemID(n), nil
	}
	if n, err := strconv.ParseUint(text, 10, 64); err == nil && len(text) > 16 {
		return ItemID(n), nil //nolint:gosec // the same bits
	}
	return parseHex(text, bad)
}

func parseHex(text string, bad func() (ItemID, error)) (ItemID, error) {
	if len(text) == 0 || len(text) > 16 || text[0] == '+' {
		return bad()
	}
	n, err := strconv.ParseUint(text, 16, 64)
	if err != nil {
		return bad()
	}
	return ItemID(n), nil //nolint:gosec // the same bits
}
