package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"newsarchive/internal/archive"
	"newsarchive/store"
)

// tool is a tool with its examples, which stand in its schemas.
type tool[In, Out any] struct {
	name, title, about string
	inputs             []In
	output             Out
	changes            bool // the archive
	removes            bool // something from it
	fetches            bool // something from the web
	// call answers with an object and a sentence of this program's own words. It may
	// be called again, and keeps nothing of the archive.
	call func(ctx context.Context, ar *archive.Archive, in In) (Out, string, error)
}

// add offers a tool.
func add[In, Out any](s *Server, t tool[In, Out]) {
	input, output := schema[In](true), schema[Out](false)
	for _, in := range t.inputs {
		input.Examples = append(input.Examples, in)
	}
	output.Examples = []any{t.output}
	resolved, err := input.Resolve(nil)
	if err != nil {
		panic(fmt.Sprintf("the schema of %s: %v", t.name, err)) // a mistake of this program, seen by every test
	}
	s.sdk.AddTool(&sdk.Tool{
		Name: t.name, Title: t.title, Description: t.about, InputSchema: input, OutputSchema: output,
		Annotations: &sdk.ToolAnnotations{
			Title: t.title, ReadOnlyHint: !t.changes, IdempotentHint: true, DestructiveHint: &t.removes, OpenWorldHint: &t.fetches,
		},
	}, func(ctx context.Context, r *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		in, err := arguments[In](r.Params.Arguments, input, resolved)
		if err != nil {
			return s.failed(t.name, err), nil
		}
		out, said, err := called(ctx, s, t, in)
		if err != nil {
			return s.failed(t.name, err), nil
		}
		res, err := result(out, said)
		if err != nil {
			return s.failed(t.name, err), nil
		}
		return res, nil
	})
}

// arguments reads and checks what a tool is called with.
func arguments[In any](raw json.RawMessage, input *jsonschema.Schema, resolved *jsonschema.Resolved) (in In, err error) {
	if len(raw) > maxArguments {
		return in, refusedf("the arguments have %d bytes; a tool takes %d at most. Ask with fewer words", len(raw), maxArguments)
	}
	if len(bytes.TrimSpace(raw)) == 0 || string(raw) == "null" {
		raw = json.RawMessage("{}")
	}
	var given map[string]any
	if err := json.Unmarshal(raw, &given); err != nil {
		return in, refusedf("the arguments are no JSON object")
	}
	for name, v := range given {
		p := input.Properties[name]
		if p == nil {
			return in, refusedf("there is no argument %.40q; there are %s", name, listed(input.PropertyOrder))
		}
		if text, ok := v.(string); ok && p.MaxLength != nil && len([]rune(text)) > *p.MaxLength {
			return in, refusedf("%s has %d characters; it takes %d at most", name, len([]rune(text)), *p.MaxLength)
		}
	}
	if err := resolved.Validate(given); err != nil {
		return in, refused{err}
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return in, refused{err}
	}
	return in, nil
}

// called runs a tool with the archive, when there is a place for it.
func called[In, Out any](ctx context.Context, s *Server, t tool[In, Out], in In) (out Out, said string, err error) {
	limit := callTime
	if t.changes {
		limit = changeTime
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	case <-ctx.Done():
		return out, "", context.Cause(ctx)
	}
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("a tool failed", "tool", t.name, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	err = s.keeper.Use(ctx, func(ar *archive.Archive) error {
		if t.changes && ar.ReadOnly() {
			return store.ErrReadOnly
		}
		out, said, err = t.call(ctx, ar, in)
		return err
	})
	return out, said, err
}

// result is an answer: the object, and for assistants that know only texts a
// sentence and the same object as a text.
func result(out any, said string) (*sdk.CallToolResult, error) {
	body, err := encoded(out)
	if err != nil {
		return nil, err
	}
	res := &sdk.CallToolResult{
		Content:           []sdk.Content{&sdk.TextContent{Text: said}, &sdk.TextContent{Text: string(body)}},
		StructuredContent: json.RawMessage(body),
	}
	if whole, err := json.Marshal(res); err != nil || len(whole) > MaxResult {
		return nil, errors.Join(err, fmt.Errorf("%w: a result of %d bytes", errPanic, len(whole)))
	}
	return res, nil
}
