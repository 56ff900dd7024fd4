package readers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// maxElement is how many bytes an entry of an export may have.
const maxElement = 64 << 20

var errElement = fmt.Errorf("an entry is larger than %d MiB", maxElement>>20)

// elements yields the elements of a JSON array: the document itself, or the
// member of that name of the document, an object; without a name, of whichever
// member is a list of objects that readers have. After an error it ends.
func elements(from io.Reader, names ...string) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		w := walker{budget: &budget{from: from}, yield: yield}
		w.d = json.NewDecoder(w.budget)
		if err := w.document(names); err != nil && !errors.Is(err, errStopped) {
			yield(nil, broken(err))
		}
	}
}

// errStopped means that the consumer wants no more.
var errStopped = errors.New("stopped")

type walker struct {
	d      *json.Decoder
	budget *budget
	yield  func(json.RawMessage, error) bool
}

func (w *walker) document(names []string) error {
	w.budget.left = maxElement
	t, err := w.d.Token()
	if err != nil {
		return err
	}
	if t == json.Delim('[') {
		return w.array()
	}
	if t != json.Delim('{') {
		return errors.New("it is neither a list nor an object")
	}
	for w.d.More() {
		w.budget.left = maxElement
		t, err := w.d.Token()
		if err != nil {
			return err
		}
		if name, _ := t.(string); !contains(names, name) {
			err = w.d.Decode(new(json.RawMessage))
		} else if t, err = w.d.Token(); err == nil && t == json.Delim('[') {
			err = w.array()
		} else if err == nil && t != nil {
			err = fmt.Errorf("%q is no list", name)
		}
		if err != nil {
			return err
		}
	}
	_, err = w.d.Token()
	return err
}

// array yields the elements of an array whose beginning was read.
func (w *walker) array() error {
	for w.d.More() {
		w.budget.left = maxElement
		var raw json.RawMessage
		if err := w.d.Decode(&raw); err != nil {
			return err
		}
		if !w.yield(raw, nil) {
			return errStopped
		}
	}
	w.budget.left = maxElement
	_, err := w.d.Token()
	return err
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// budget is a reader that fails when more than left bytes are read.
type budget struct {
	from io.Reader
	left int
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errElement
	}
	n, err := b.from.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// broken says in words that a document ends early or is no JSON.
func broken(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the file breaks off; what is before was read")
	case errors.As(err, &syntax):
		return fmt.Errorf("it is not JSON from byte %d on; what is before was read: %w", syntax.Offset, err)
	}
	return err
}
