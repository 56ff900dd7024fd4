package query

// Hint reports a part of a query that was probably meant differently.
type Hint struct {
	Pos, Len   int // in bytes of the query's text
	Msg        string
	Suggestion string // what to type instead, or empty
}

// String returns the message with the suggestion, if there is one.
func (h Hint) String() string { return withSuggestion(h.Msg, h.Suggestion) }

// MarshalText returns String: in JSON a hint is a text.
func (h Hint) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// Error reports an invalid query, and where it is invalid.
type Error struct {
	Text       string // the whole query
	Pos, Len   int    // in bytes of Text
	Msg        string
	Suggestion string // what to type instead, or empty
	Err        error  // the cause, if there is another error
}

// Error returns the message with the suggestion, if there is one.
func (e *Error) Error() string { return withSuggestion(e.Msg, e.Suggestion) }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// inText makes an error about a part of a text, which begins at pos, an error
// about the text.
func (e *Error) inText(text string, pos int) *Error {
	if e == nil {
		return nil
	}
	moved := *e
	moved.Text, moved.Pos = text, e.Pos+pos
	return &moved
}

func withSuggestion(msg, suggestion string) string {
	if suggestion == "" {
		return msg
	}
	return msg + "; did you mean " + suggestion + "?"
}

// UnknownTopicError is the error of [Options.Topic] for a name that no topic has.
type UnknownTopicError struct {
	Near string // the name of a topic that is written nearly so; may be empty
}

// Error says that there is no such topic.
func (*UnknownTopicError) Error() string { return "there is no such topic" }
