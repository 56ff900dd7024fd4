package mcp

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// maxOffset is how far a cursor may lead.
const maxOffset = 1 << 30

// cursor says where the next part of an answer begins. It belongs to one question.
func cursor(question any, offset int) string { return strconv.Itoa(offset) + "." + sum(question) }

// offset takes the cursor out of a question, and reads it; an empty one is its
// beginning.
func offset(question any, cursor *string) (int, error) {
	given := *cursor
	if *cursor = ""; given == "" {
		return 0, nil
	}
	number, of, _ := strings.Cut(given, ".")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n > maxOffset {
		return 0, refusedf("this is no cursor; take next_cursor of the answer before, as it is")
	}
	if of != sum(question) {
		return 0, refusedf("this cursor belongs to another question; repeat the arguments of the call that returned it, and add the cursor")
	}
	return n, nil
}

// sum stands for a question.
func sum(question any) string {
	body, _ := json.Marshal(question) // of texts, numbers and lists of them
	h := fnv.New32a()
	_, _ = h.Write(body) // a hash takes everything
	return fmt.Sprintf("%08x", h.Sum32())
}

// page cuts a part out of a list: what begins at an offset and has room. next is
// where the following part begins; 0 if there is none.
func page[T any](r *room, all []T, from int) (some []T, next int) {
	from = min(from, len(all))
	some = fit(r, all[from:])
	if from+len(some) < len(all) {
		next = from + len(some)
	}
	return some, next
}
