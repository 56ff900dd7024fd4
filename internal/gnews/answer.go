package gnews

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// errAnswer means that the answer to a POST has no rows that can be read, or is
// cut off before the row in question.
var errAnswer = errors.New("the answer cannot be read")

// readAnswer reads the answer to a POST and returns the addresses that it gives,
// by the name of their envelope, not yet checked. A row without an address gives
// none. Rows come in any order; of two of one name the first with an address
// counts. whole is false when the answer is cut off.
//
// The answer is )]}' and then JSON: one array of rows, or several, each after
// its length. A row is ["wrb.fr","Fbv4je",S,…,NAME], and S is again JSON:
// ["garturlres",ADDRESS,…]. The error is errAnswer when there is no row at all.
func readAnswer(body []byte) (addresses map[string]string, whole bool, err error) {
	body = bytes.TrimSpace(body)
	body = bytes.TrimPrefix(body, []byte(")]}'"))
	addresses, rows := map[string]string{}, 0
	d := json.NewDecoder(bytes.NewReader(body))
	depth := 0
	for {
		// At depth 0 the lengths of the parts are passed over; at depth 1 stand the
		// rows.
		if depth == 1 && d.More() {
			var raw json.RawMessage
			if d.Decode(&raw) != nil {
				break
			}
			if name, address, ok := readRow(raw); ok {
				rows++
				if addresses[name] == "" && address != "" {
					addresses[name] = address
				}
			}
			continue
		}
		token, err := d.Token()
		if err != nil || token == json.Delim('{') {
			whole = depth == 0 && errors.Is(err, io.EOF)
			break
		}
		switch token {
		case json.Delim('['):
			depth++
		case json.Delim(']'):
			depth--
		}
	}
	if rows == 0 {
		return nil, false, errAnswer
	}
	return addresses, whole, nil
}

// readRow reads a row of an answer. ok is false for other rows; the address of a
// row that reports a failure is empty. Arrays have a fixed length here, so that
// a long one takes no memory.
func readRow(raw []byte) (name, address string, ok bool) {
	var row [7]json.RawMessage
	var kind, call, inner string
	if json.Unmarshal(raw, &row) != nil ||
		json.Unmarshal(row[0], &kind) != nil || kind != "wrb.fr" ||
		json.Unmarshal(row[1], &call) != nil || call != "Fbv4je" ||
		json.Unmarshal(row[6], &name) != nil || name == "" {
		return "", "", false
	}
	var result [2]json.RawMessage
	if json.Unmarshal(row[2], &inner) != nil || json.Unmarshal([]byte(inner), &result) != nil {
		return name, "", true
	}
	if json.Unmarshal(result[0], &kind) != nil || kind != "garturlres" || json.Unmarshal(result[1], &address) != nil {
		return name, "", true
	}
	return name, address, true
}
