package gnewstest

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
)

// OldToken returns a token that holds an address, and an AMP address where that
// is not empty.
func OldToken(address, amp string) string {
	message := appendBytes([]byte{0x08, 19}, 4, address)
	if amp != "" {
		message = appendBytes(message, 26, amp)
	}
	return base64.RawURLEncoding.EncodeToString(message)
}

// OpaqueToken returns the token of a story, by number, whose address only Google
// knows. It has the length of a real one.
func OpaqueToken(number int) string {
	inside := "AU_yqLN" + fmt.Sprintf("%06d", number) + strings.Repeat("Kx7-w_", 25)
	return base64.RawURLEncoding.EncodeToString(appendBytes([]byte{0x08, 19}, 4, inside))
}

// TopicID returns the id of a topic.
func TopicID(subject, language, country string) string {
	inner := appendBytes(appendBytes(appendBytes(nil, 1, subject), 2, language), 3, country)
	message := appendBytes([]byte{0x08, 16}, 2, string(inner))
	text := base64.RawURLEncoding.EncodeToString(message)
	outer := appendBytes([]byte{0x08, 0}, 5, string(appendBytes([]byte{0x08, 10}, 4, text)))
	return base64.RawURLEncoding.EncodeToString(append(outer, 0x50, 1))
}

// appendBytes appends a length-delimited protobuf field.
func appendBytes(message []byte, number uint64, content string) []byte {
	message = binary.AppendUvarint(message, number<<3|2)
	message = binary.AppendUvarint(message, uint64(len(content)))
	return append(message, content...)
}
