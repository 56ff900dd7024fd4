package query

// Hint says what was not taken as it was probably meant, and where.
type Hint struct {
	Pos, Len   int // in bytes of the query's text
	Msg        string
	Suggestion string // what to type instead, or empty
}

func (h Hint) String() string { return asking(h.Msg, h.Suggestion) }

// Error says what is wrong with a query, and where.
type Error struct {
	Text       string // the whole query
	Pos, Len   int    // in bytes of Text
	Msg        string
	Suggestion string // what to type instead, or empty
	Err        error  // the cause, if it came from outside
}

func (e *Error) Error() string { return asking(e.Msg, e.Suggestion) }

func (e *Error) Unwrap() error { return e.Err }

// within moves an error about a part of a text, found at pos, into the text.
func (e *Error) within(text string, pos int) *Error {
	if e == nil {
		return nil
	}
	moved := *e
	moved.Text, moved.Pos = text, e.Pos+pos
	return &moved
}

func asking(msg, suggestion string) string {
	if suggestion == "" {
		return msg
	}
	return msg + "; did you mean " + suggestion + "?"
}
