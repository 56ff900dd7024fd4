package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// password makes an app password.
func password(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var out strings.Builder
	if code := newApp(nil, &out, io.Discard).run(t.Context(), append([]string{"--dir", dir, "password", "add"}, args...)); code != exitDone {
		t.Fatal(code)
	}
	return strings.TrimSpace(out.String())
}

// toolsOf is how many tools a server offers for a password, -1 if it does not answer.
func (r running) toolsOf(t *testing.T, password string) int {
	t.Helper()
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), r.transport(password), nil)
	if err != nil {
		return -1
	}
	defer client.Close() //nolint:errcheck // a test
	tools, err := client.ListTools(t.Context(), nil)
	if err != nil {
		return -1
	}
	return len(tools.Tools)
}

// TestAssistantsPasswords promises who may ask, and who may change something: only
// a program with an app password that may write, and only if that is wanted.
func TestAssistantsPasswords(t *testing.T) {
	dir := assistedArchive(t)
	reads, writes := password(t, dir, "reader"), password(t, dir, "writer", "--write")
	const none, nobody = -1, ""
	for _, c := range []struct {
		flags []string
		tools map[string]int // by password
	}{
		{nil, map[string]int{nobody: none, writes: none}},
		{[]string{"--mcp"}, map[string]int{nobody: 8, reads: 8, writes: 8, "wrong": none}},
		{[]string{"--mcp=write"}, map[string]int{nobody: 8, reads: 8, writes: 13, "wrong": none}},
		{[]string{"--mcp=write", "--sign-in"}, map[string]int{nobody: none, reads: 8, writes: 13, "wrong": none}},
		{[]string{"--mcp", "--read-only"}, map[string]int{nobody: 8, writes: 8}},
	} {
		t.Run(strings.Join(c.flags, " "), func(t *testing.T) {
			r := servedHere(t, append([]string{"--dir", dir, "serve", "--listen", "127.0.0.1:0"}, c.flags...), time.Now)
			for password, want := range c.tools {
				if got := r.toolsOf(t, password); got != want {
					t.Errorf("with the password %.3q: %d tools, want %d", password, got, want)
				}
			}
		})
	}
	for _, flags := range [][]string{{"--mcp=all"}, {"--mcp=write", "--read-only"}} {
		if code := newApp(nil, io.Discard, io.Discard).run(t.Context(), append([]string{"--dir", dir, "serve"}, flags...)); code != exitUsage {
			t.Errorf("%v: exit %d", flags, code)
		}
	}
}

// TestAssistantsWrites promises that a change over HTTP is made once, however often
// it is asked for, and that a long query and a long request are refused clearly.
func TestAssistantsWrites(t *testing.T) {
	dir := assistedArchive(t)
	writes := password(t, dir, "writer", "--write")
	r := servedHere(t, []string{"--dir", dir, "serve", "--listen", "127.0.0.1:0", "--mcp=write"}, time.Now)
	client := connect(t, r.transport(writes))
	defer client.Close() //nolint:errcheck // a test
	var changed []any
	for range 2 {
		res, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: "mark", Arguments: map[string]any{"stories": []int{1, 2}, "mark": "later"}})
		if err != nil || res.IsError {
			t.Fatalf("%v %+v", err, res)
		}
		changed = append(changed, res.StructuredContent.(map[string]any)["changed"])
	}
	if changed[0] != 2.0 || changed[1] != 0.0 {
		t.Error(changed)
	}
	res, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: "search", Arguments: map[string]any{"query": strings.Repeat("a ", 1<<19)}})
	if err != nil || !res.IsError || !strings.Contains(res.Content[0].(*sdk.TextContent).Text, "fewer words") {
		t.Errorf("a query of a megabyte: %v %+v", err, res)
	}
}

// TestAssistantsRequests promises how single requests to /mcp are answered.
func TestAssistantsRequests(t *testing.T) {
	dir := assistedArchive(t)
	r := servedHere(t, []string{"--dir", dir, "serve", "--listen", "127.0.0.1:0", "--mcp"}, time.Now)
	const list = `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	for name, c := range map[string]struct {
		method, body string
		fields       []string
		status       int
		has          string
	}{
		"list":           {"POST", list, nil, 200, `"feeds_health"`},
		"listen":         {"GET", "", nil, 405, ""},
		"end a session":  {"DELETE", "", nil, 405, ""},
		"foreign name":   {"POST", list, []string{"Host", "evil.example"}, 421, ""},
		"foreign origin": {"POST", list, []string{"Origin", "https://evil.example"}, 403, ""},
		"cross site":     {"POST", list, []string{"Sec-Fetch-Site", "cross-site"}, 403, ""},
		"wrong password": {"POST", list, []string{"Authorization", "Bearer wrong"}, 401, "password"},
		"no JSON":        {"POST", "{", nil, 400, ""},
		"a form":         {"POST", "a=b", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, ""},
		"too long":       {"POST", `{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", 2<<20) + `"}`, nil, 413, "exceeds"},
	} {
		req, err := http.NewRequestWithContext(t.Context(), c.method, r.address+"mcp", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", "application/json, text/event-stream")
		for i := 0; i+1 < len(c.fields); i += 2 {
			if req.Header.Set(c.fields[i], c.fields[i+1]); c.fields[i] == "Host" {
				req.Host = c.fields[i+1]
			}
		}
		res, err := r.client.Do(req)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || res.StatusCode != c.status || !strings.Contains(string(body), c.has) {
			t.Errorf("%s: %v, %d, %.300s", name, err, res.StatusCode, body)
		}
		if c.status == 200 && !json.Valid(body) {
			t.Errorf("%s: %.300s", name, body)
		}
	}
}
