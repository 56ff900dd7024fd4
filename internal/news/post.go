package news

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// postJSON is a post whose bytes are not valid UTF-8, which JSON requires.
type postJSON struct {
	Base64 string `json:"raw_base64,omitempty"` // RFC 4648 section 4
}

// MarshalJSON implements [json.Marshaler]. Bytes that are not valid UTF-8 are
// written as "raw_base64" instead of "raw".
func (p Post) MarshalJSON() ([]byte, error) {
	type plain Post
	if utf8.ValidString(p.Raw) {
		return marshalPlain(plain(p))
	}
	return marshalPlain(struct {
		plain
		Raw struct{} `json:"raw,omitzero"` // hides the other
		postJSON
	}{plain(p), struct{}{}, postJSON{base64.StdEncoding.EncodeToString([]byte(p.Raw))}})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (p *Post) UnmarshalJSON(raw []byte) error {
	type plain Post
	var in struct {
		plain
		postJSON
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return err
	}
	*p = Post(in.plain)
	if in.Base64 == "" {
		return nil
	}
	bytes, err := base64.StdEncoding.DecodeString(in.Base64)
	if err != nil {
		return fmt.Errorf("raw_base64: %w", err)
	}
	p.Raw = string(bytes)
	return nil
}

// marshalPlain writes JSON without the escapes that only HTML needs.
func marshalPlain(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return []byte(strings.TrimSuffix(b.String(), "\n")), err
}

// Located reports whether the location of the post's file is known.
func (p *Post) Located() bool { return p != nil && p.SitePath != "" }
