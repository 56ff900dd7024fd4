package gnewstest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Form is the form of an answer to a batch.
type Form string

const (
	Form2026       Form = ""           // as seen in 2026-09, on one line
	FormPlain      Form = "plain"      // the rows alone
	FormChunked    Form = "chunked"    // each row after its length
	FormCRLF       Form = "crlf"       // chunked, lines end with CRLF
	FormEscaped    Form = "escaped"    // = as \u003d, / as \/
	FormUnordered  Form = "unordered"  // the last row first
	FormHTML       Form = "html"       // a web page
	FormNothing    Form = "nothing"    // an empty body
	FormErrorRow   Form = "error row"  // one error for the whole batch
	FormHuge       Form = "huge"       // 10 MB, the rows at the end
	FormConsent    Form = "consent"    // a consent page
	FormLimit      Form = "429"        // refused
	FormFails      Form = "500"        // a failure
	FormIncomplete Form = "incomplete" // cut off in the middle of the last row
)

// question is an envelope of a batch.
type question struct {
	token, signature, name string
	seconds                int64
}

func (s *Server) batch(w http.ResponseWriter, r *http.Request) {
	questions, err := readBatch(r.PostFormValue("f.req"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.posts++
	var rows []string
	for _, q := range questions {
		if s.asked == nil {
			s.asked = map[string]int{}
		}
		s.asked[q.token]++
		rows = append(rows, s.rows(q)...)
	}
	s.mu.Unlock()
	switch s.Form {
	case FormLimit:
		s.refuse(w, r, BlockLimit)
	case FormFails:
		http.Error(w, "try again", http.StatusInternalServerError)
	default:
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		write(w, s.Form.write(rows))
	}
}

// readBatch reads f.req and refuses what Google would refuse.
func readBatch(request string) (questions []question, err error) {
	var envelopes [][][]any
	if err := json.Unmarshal([]byte(request), &envelopes); err != nil || len(envelopes) != 1 {
		return nil, fmt.Errorf("f.req is no list of envelopes: %w", err)
	}
	for _, e := range envelopes[0] {
		var inner []any
		if len(e) != 4 || e[0] != "Fbv4je" || json.Unmarshal([]byte(fmt.Sprint(e[1])), &inner) != nil ||
			len(inner) != 5 || inner[0] != "garturlreq" {
			return nil, fmt.Errorf("an envelope is wrong: %v", e)
		}
		token, _ := inner[2].(string)
		seconds, _ := inner[3].(float64)
		signature, _ := inner[4].(string)
		name, _ := e[3].(string)
		if slices.ContainsFunc(questions, func(q question) bool { return q.name == name }) {
			return nil, fmt.Errorf("two envelopes are named %q", name)
		}
		questions = append(questions, question{token, signature, name, int64(seconds)})
	}
	return questions, nil
}

// rows returns the rows that answer a question: as JSON, with the result as a
// string of JSON.
func (s *Server) rows(q question) []string {
	story, known := s.stories[q.token]
	value, seconds := signatureOf(q.token)
	null := row(nil, nil, q.name)
	switch {
	case !known || q.signature != value || q.seconds != seconds || story.Row == RowMissing:
		return nil
	case story.Row == RowNull:
		return []string{null}
	case story.Row == RowError:
		return []string{row(nil, []int{3}, q.name)}
	}
	good := row(s.Form.result(story.Address), nil, q.name)
	if story.Row == RowDoubled {
		return []string{null, good, good}
	}
	return []string{good}
}

func row(result, failure any, name string) string {
	return toJSON([]any{"wrb.fr", "Fbv4je", result, nil, nil, failure, name})
}

// result returns the inner JSON for an address.
func (f Form) result(address string) string {
	quoted := toJSON(address)
	if f == FormEscaped {
		quoted = strings.NewReplacer("=", `\u003d`, "/", `\/`, "&", `\u0026`).Replace(quoted)
	}
	return `["garturlres",` + quoted + `,1]`
}

func (f Form) write(rows []string) string {
	const tail, prefix = `["di",12],["af.httprm",12,"-4261312054217",1]`, ")]}'\n\n"
	join := func(rows []string) string {
		return "[" + strings.Join(append(slices.Clone(rows), tail), ",") + "]"
	}
	switch f {
	case FormPlain:
		return prefix + "[" + strings.Join(rows, ",") + "]"
	case FormChunked, FormCRLF:
		return f.chunked(prefix, append(slices.Clone(rows), tail))
	case FormUnordered:
		slices.Reverse(rows)
	case FormHTML:
		return "<!doctype html><html><title>Error</title><p>[1, 2]</p>"
	case FormNothing:
		return ""
	case FormErrorRow:
		return prefix + `[["er",null,null,null,null,400,null,null,null,3],["di",12]]`
	case FormHuge:
		return prefix + "[" + toJSON([]any{"wrb.fr", "Other", strings.Repeat(`"padding\`, 1_100_000)}) + "," + join(rows)[1:]
	case FormConsent:
		return consentPage
	case FormIncomplete:
		whole := prefix + "[" + strings.Join(rows, ",") + "]"
		return whole[:len(whole)-8]
	}
	return prefix + join(rows)
}

func (f Form) chunked(prefix string, rows []string) string {
	var b strings.Builder
	b.WriteString(prefix)
	for _, r := range rows {
		fmt.Fprintf(&b, "%d\n[%s]\n", len(r)+3, r)
	}
	if f == FormCRLF {
		return strings.ReplaceAll(b.String(), "\n", "\r\n")
	}
	return b.String()
}

func toJSON(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // strings and numbers always can be written
	}
	return strings.TrimSuffix(b.String(), "\n")
}
