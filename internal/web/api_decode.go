package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// decodeStrict reads one JSON object into a struct, strictly: UTF-8 only, no member
// that the struct does not have by this very name, none twice, nothing after it.
// The error is a [badRequest] if it is no JSON, else a [refused] with the member.
func decodeStrict(raw []byte, into any) error {
	if !utf8.Valid(raw) {
		return badRequest{errors.New("the body is not UTF-8")}
	}
	if err := checkMembers(raw, jsonNames(reflect.TypeOf(into).Elem())); err != nil {
		return err
	}
	err := json.Unmarshal(raw, into)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		field, _, _ := strings.Cut(wrong.Field, ".")
		return refused{field, fmt.Sprintf("%s cannot be a %s", field, wrong.Value)}
	}
	if err != nil {
		return badRequest{fmt.Errorf("the body is no JSON: %w", err)}
	}
	return nil
}

// checkMembers checks the names of an object's members.
func checkMembers(raw []byte, known []string) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	if t, err := d.Token(); err != nil {
		return badRequest{fmt.Errorf("the body is no JSON: %w", err)}
	} else if t != json.Delim('{') {
		return badRequest{errors.New("the body is no JSON object")}
	}
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		name, _ := t.(string)
		var value json.RawMessage
		if err == nil {
			err = d.Decode(&value)
		}
		switch {
		case err != nil:
			return badRequest{fmt.Errorf("the body is no JSON: %w", err)}
		case !slices.Contains(known, name):
			return refused{clip(name), fmt.Sprintf("there is no member %.40q; there are %s", name, strings.Join(known, ", "))}
		case seen[name]:
			return refused{name, name + " is there twice"}
		case string(value) == "null":
			return refused{name, name + " cannot be null: leave it out"}
		}
		seen[name] = true
	}
	if _, err := d.Token(); err != nil {
		return badRequest{fmt.Errorf("the body is no JSON: %w", err)}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return badRequest{errors.New("there is more after the JSON object")}
	}
	return nil
}

// clip is the beginning of a name that came from outside.
func clip(name string) string {
	const most = 40
	if len(name) > most {
		return strings.ToValidUTF8(name[:most], "") + "…"
	}
	return name
}

// jsonNames are the names of a struct's members in JSON.
func jsonNames(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			names = append(names, jsonNames(f.Type)...)
			continue
		}
		names = append(names, name)
	}
	return names
}
