package mcp

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"newsarchive/internal/archive"
	"newsarchive/internal/archive/archivetest"
)

// readingTools and writingTools are all tools, by name.
func readingTools() []string {
	return []string{"event", "feeds_health", "key_dates", "search", "show", "similar", "timeline", "topics"}
}

func writingTools() []string { return []string{"feed_add", "mark", "tag", "topic_add", "topic_remove"} }

// TestTools promises that each tool says what it is, takes and answers, with
// examples that its schemas allow, and that tools that change something are there
// only if they are wanted.
func TestTools(t *testing.T) {
	for _, write := range []bool{false, true} {
		d := newDesk(t, Options{Write: write})
		want := readingTools()
		if write {
			want = slices.Sorted(slices.Values(slices.Concat(want, writingTools())))
		}
		var names []string
		for tool, err := range d.client.Tools(t.Context(), nil) {
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, tool.Name)
			d.checkTool(tool)
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Error(diff)
		}
	}
}

func (d *desk) checkTool(tool *sdk.Tool) {
	d.Helper()
	if tool.Title == "" || !strings.Contains(tool.Description, "Example: {") {
		d.Errorf("%s: title %q, description %q", tool.Name, tool.Title, tool.Description)
	}
	reads := slices.Contains(readingTools(), tool.Name)
	a := tool.Annotations
	if a == nil || a.ReadOnlyHint != reads || !a.IdempotentHint || a.OpenWorldHint == nil || *a.OpenWorldHint != (tool.Name == "feed_add") || a.DestructiveHint == nil || reads && *a.DestructiveHint {
		d.Errorf("%s: annotations %+v", tool.Name, a)
	}
	for kind, raw := range map[string]any{"input": tool.InputSchema, "output": tool.OutputSchema} {
		s := schemaIn(d.T, raw)
		d.hasOneType(tool.Name+" "+kind, s)
		if len(s.Examples) == 0 {
			d.Errorf("%s: the %s has no example", tool.Name, kind)
		}
		for _, example := range s.Examples {
			d.fits(tool.Name+" "+kind, s, example)
		}
		for name, p := range s.Properties {
			if kind == "input" && p.Description == "" {
				d.Errorf("%s: %s has no description", tool.Name, name)
			}
		}
	}
}

// hasOneType checks that each value of a schema has one type, for assistants that
// know no others.
func (d *desk) hasOneType(what string, s *jsonschema.Schema) {
	d.Helper()
	if len(s.Types) > 0 {
		d.Errorf("%s has the types %q", what, s.Types)
	}
	for name, p := range s.Properties {
		d.hasOneType(what+"."+name, p)
	}
	if s.Items != nil {
		d.hasOneType(what+"[]", s.Items)
	}
}

func schemaIn(t *testing.T, raw any) *jsonschema.Schema {
	t.Helper()
	var s jsonschema.Schema
	body, err := json.Marshal(raw)
	if err == nil {
		err = json.Unmarshal(body, &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return &s
}

// fits checks a value against a schema.
func (d *desk) fits(what string, s *jsonschema.Schema, v any) {
	d.Helper()
	resolved, err := s.Resolve(nil)
	if err == nil {
		err = resolved.Validate(v)
	}
	if err != nil {
		d.Errorf("%s: %v", what, err)
	}
}

// examples are calls of all tools that succeed in the order given.
func examples() []sdk.CallToolParams {
	return []sdk.CallToolParams{
		{Name: "search", Arguments: map[string]any{"query": "summit"}},
		{Name: "search", Arguments: map[string]any{}},
		{Name: "search", Arguments: map[string]any{"query": "which coffee is it?", "any": true, "sort": "oldest", "limit": 1}},
		{Name: "search", Arguments: map[string]any{"query": "summit", "as_of": "2026-01-13"}},
		{Name: "search", Arguments: map[string]any{"query": "nothingatall OR date:2025"}},
		{Name: "show", Arguments: map[string]any{"story": 1}},
		{Name: "show", Arguments: map[string]any{"story": 2, "as_of": "2026-01-13"}},
		{Name: "timeline", Arguments: map[string]any{"query": "korea", "versus": []string{"coffee"}, "by": "day"}},
		{Name: "key_dates", Arguments: map[string]any{"query": "summit"}},
		{Name: "topics", Arguments: map[string]any{}},
		{Name: "topics", Arguments: map[string]any{"name": "korea"}},
		{Name: "similar", Arguments: map[string]any{"story": 2}},
		{Name: "event", Arguments: map[string]any{"story": 2}},
		{Name: "event", Arguments: map[string]any{"story": 2, "as_of": "2026-01-13"}},
		{Name: "feeds_health", Arguments: map[string]any{}},
		{Name: "feeds_health", Arguments: map[string]any{"name": "gone"}},
		{Name: "tag", Arguments: map[string]any{"stories": []int{1}, "add": []string{"x"}}},
		{Name: "mark", Arguments: map[string]any{"stories": []int{1}, "mark": "later"}},
		{Name: "topic_add", Arguments: map[string]any{"name": "coffee", "query": "coffee"}},
		{Name: "topic_remove", Arguments: map[string]any{"name": "coffee"}},
	}
}

// TestAnswersFitTheirSchemas promises that what tools answer is what they say.
func TestAnswersFitTheirSchemas(t *testing.T) {
	d := newDesk(t, Options{Write: true})
	schemas := map[string]*jsonschema.Schema{}
	for tool, err := range d.client.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		schemas[tool.Name] = schemaIn(t, tool.OutputSchema)
	}
	for _, c := range examples() {
		var got any
		said := d.answer(c.Name, c.Arguments, &got)
		d.fits(c.Name, schemas[c.Name], got)
		if !strings.HasSuffix(said, ".") {
			t.Errorf("%s says %q", c.Name, said)
		}
	}
	if d.log.Len() > 0 {
		t.Error(d.log)
	}
}

// TestEvidence promises that a story that is found has its evidence.
func TestEvidence(t *testing.T) {
	d := newDesk(t, Options{})
	var got searchOut
	d.answer("search", map[string]any{"query": "summit", "limit": 1}, &got)
	want := evidence{
		Story: 1, Headline: "South Korea and Japan agree at the summit", Publisher: "Reuters", Address: "https://reuters.example/1",
		Date: "2026-01-13", FirstSeen: "2026-01-13T09:00:00Z", Feeds: []string{"world"},
	}
	if diff := cmp.Diff(want, got.Events[0].evidence, cmp.AllowUnexported(evidence{})); diff != "" {
		t.Error(diff)
	}
	if got.Total != 3 || got.AsOf != moment(now()) || got.Notice != notice {
		t.Errorf("%+v", got)
	}
}

// TestNothingWasFetchedThen promises that "nothing was written" and "nothing was
// fetched" are told apart.
func TestNothingWasFetchedThen(t *testing.T) {
	d := newDesk(t, Options{})
	for question, want := range map[string]string{
		`{"query":"summit","since":"2025-06","until":"2025-07"}`:             "none",
		`{"query":"date:2025 summit"}`:                                       "none",
		`{"query":"summit","since":"2026-01-14","until":"2026-01-14"}`:       "none",
		`{"query":"summit feed:world","since":"2026-01-13","until":"today"}`: "part",
		`{"query":"feed:world date:2026-01-13"}`:                             "all",
		`{"query":"date:2026-01-13 OR date:2026-01-15","feed":["world"]}`:    "part",
		`{"query":"summit feed:gone"}`:                                       "none",
		`{"query":"summit feed:new"}`:                                        "unknown",
		`{"query":"summit"}`:                                                 "part",
		`{"query":"summit","since":"2026-05"}`:                               "none",
		`{"query":"summit","as_of":"2026-01-13","feed":["world"]}`:           "all",
	} {
		var got searchOut
		said := d.answer("search", json.RawMessage(question), &got)
		if got.Coverage.Fetched != want {
			t.Errorf("%s: %+v", question, got.Coverage)
		}
		if want == "none" && !strings.Contains(said, "Nothing was fetched") {
			t.Errorf("%s says %q", question, said)
		}
	}
	var line timelineOut
	d.answer("timeline", map[string]any{"query": "summit", "feed": []string{"world"}, "since": "2026-01-12", "until": "2026-01-15", "by": "day"}, &line)
	var gaps []string
	for _, p := range line.Periods {
		gaps = append(gaps, p.Gap)
	}
	if diff := cmp.Diff([]string{"all", "", "all", ""}, gaps); diff != "" {
		t.Error(diff)
	}
}

// TestNewFetchesAreSeen promises that what another process fetches is seen, soon.
func TestNewFetchesAreSeen(t *testing.T) {
	d := newDesk(t, Options{})
	var before, after searchOut
	d.answer("search", map[string]any{"query": "harbour"}, &before)
	d.save(49, archivetest.Cluster("3", "The harbour opens", "AP News"))
	d.server.looked.at = now().Add(-lookedAgain)
	d.answer("search", map[string]any{"query": "harbour"}, &after)
	if before.Total != 0 || after.Total != 1 {
		t.Errorf("%d, then %d", before.Total, after.Total)
	}
}

// TestRefusals promises that a call that cannot be answered says why, and what to do.
func TestRefusals(t *testing.T) {
	d := newDesk(t, Options{Write: true})
	large := strings.Repeat("summit ", 150_000)
	for _, c := range []struct {
		tool, args, says string
	}{
		{"search", `{"query":"` + large + `"}`, "a tool takes 16384 at most"},
		{"search", `{"query":"` + large[:5000] + `"}`, "it takes 4000 at most"},
		{"search", `{"query":"date:someday"}`, "With any=true"},
		{"search", `{"query":"topic:nosuch"}`, "there is no such topic"},
		{"search", `{"qury":"x"}`, "there are query, since"},
		{"search", `{"query":"x","limit":1000}`, "limit"},
		{"search", `{"query":"x","sort":"best"}`, "sort"},
		{"search", `{"since":"someday"}`, "someday"},
		{"search", `{"query":"summit","cursor":"7.00000000"}`, "another question"},
		{"search", `{"query":"summit","cursor":"x"}`, "next_cursor"},
		{"show", `{}`, "story"},
		{"show", `{"story":999}`, "search finds stories"},
		{"show", `{"story":"one"}`, "integer"},
		{"show", `{"story":1e300}`, "9007199254740992"},
		{"show", `{"story":-1}`, "story"},
		{"event", `{"story":999}`, "never been here"},
		{"similar", `{"story":999}`, "never been here"},
		{"timeline", `{"query":"x","by":"hour"}`, "by"},
		{"timeline", `{"query":"x","versus":["a","b","c","d","e"]}`, "4 queries"},
		{"topics", `{"name":"nosuch"}`, "topics lists topics"},
		{"feeds_health", `{"name":"nosuch"}`, "feeds_health lists feeds"},
		{"tag", `{"stories":[1]}`, "which tags"},
		{"tag", `{"stories":[]}`, "stories"},
		{"tag", `{"stories":[1,999],"add":["x"]}`, "999"},
		{"tag", `{"stories":[1],"add":["\"*"]}`, "Choose another name"},
		{"mark", `{"stories":[1],"mark":"loved"}`, "mark"},
		{"topic_add", `{"name":"korea","query":"japan"}`, "another query"},
		{"topic_add", `{"name":"x","query":"date:someday"}`, "A query is"},
		{"feed_add", `{"address":"file:///etc/passwd"}`, "https://"},
		{"feed_add", `{"address":"http://127.0.0.1/feed"}`, "private network"},
	} {
		said := d.refusal(c.tool, json.RawMessage(c.args))
		if !strings.Contains(said, c.says) || len(said) > 1200 {
			t.Errorf("%s %.60s: %.300q", c.tool, c.args, said)
		}
	}
	if d.log.Len() > 0 {
		t.Error(d.log)
	}
}

// TestWritingTwice promises that a change that is made already changes nothing.
func TestWritingTwice(t *testing.T) {
	d := newDesk(t, Options{Write: true})
	for tool, args := range map[string]any{
		"tag":          map[string]any{"stories": []int{1, 2}, "add": []string{"Kept"}},
		"mark":         map[string]any{"stories": []int{1}, "mark": "starred"},
		"topic_add":    map[string]any{"name": "coffee", "query": "coffee"},
		"topic_remove": map[string]any{"name": "korea"},
	} {
		var first, second map[string]any
		d.answer(tool, args, &first)
		said := d.answer(tool, args, &second)
		if first["changed"] == second["changed"] || second["changed"] != false && second["changed"] != 0.0 || said == "" {
			t.Errorf("%s: %v, then %v", tool, first, second)
		}
	}
	var found searchOut
	d.answer("search", map[string]any{"query": "tag:kept is:starred"}, &found)
	if found.Total != 1 || found.Events[0].Story != 1 || !slices.Contains(found.Events[0].Marks, "starred") || !slices.Contains(found.Events[0].Tags, "kept") {
		t.Errorf("%+v", found)
	}
}

// TestWithoutWrite promises that without Write there is nothing to write with.
func TestWithoutWrite(t *testing.T) {
	d := newDesk(t, Options{})
	for _, tool := range writingTools() {
		if _, err := d.client.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: map[string]any{"stories": []int{1}}}); err == nil {
			t.Errorf("%s can be called", tool)
		}
	}
}

// TestNoArchive promises that tools are listed where there is no archive, and say
// so when they are called.
func TestNoArchive(t *testing.T) {
	d := &desk{T: t, dir: t.TempDir(), log: &strings.Builder{}}
	d.serve(Options{})
	if said := d.refusal("search", map[string]any{"query": "x"}); !strings.Contains(said, "archive feed add") {
		t.Error(said)
	}
}

// TestCancelled promises that a call that the client gives up frees its place, and
// that others are answered.
func TestCancelled(t *testing.T) {
	d := newDesk(t, Options{})
	for range maxCalls {
		d.server.places <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := d.client.CallTool(ctx, &sdk.CallToolParams{Name: "search", Arguments: map[string]any{"query": "summit"}})
		ended <- err
	}()
	cancel()
	if err := <-ended; err == nil {
		t.Error("it was answered")
	}
	for range maxCalls {
		<-d.server.places
	}
	var found searchOut
	if d.answer("search", map[string]any{"query": "summit"}, &found); found.Total != 3 {
		t.Errorf("%+v", found)
	}
}

// TestClosedStream promises that a client that closes its end is an orderly end,
// also when it has asked before and does not wait.
func TestClosedStream(t *testing.T) {
	d := newDesk(t, Options{})
	in, asks := io.Pipe()
	answers, out := io.Pipe()
	ended := make(chan error)
	go func() { ended <- d.server.Serve(t.Context(), in, out) }()
	read := make(chan string)
	go func() {
		b, _ := io.ReadAll(answers)
		read <- string(b)
	}()
	for _, line := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`,
		`{"jsonrpc":"2.0","method":"notifications/initialized"}`,
		`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search","arguments":{"query":"summit"}}}`,
	} {
		if _, err := io.WriteString(asks, line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	_ = asks.Close()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	_ = out.Close()
	for line := range strings.Lines(<-read) {
		if !json.Valid([]byte(line)) {
			t.Errorf("this is no message: %s", line)
		}
	}
}

// TestPanic promises that a mistake of this program ends the call, not the server.
func TestPanic(t *testing.T) {
	d := newDesk(t, Options{})
	add(d.server, tool[similarIn, changedOut]{name: "broken", call: func(context.Context, *archive.Archive, similarIn) (changedOut, string, error) { panic("x") }})
	if said := d.refusal("broken", map[string]any{"story": 1}); !strings.Contains(said, "went wrong") || !strings.Contains(d.log.String(), "panic") {
		t.Error(said, d.log)
	}
}
