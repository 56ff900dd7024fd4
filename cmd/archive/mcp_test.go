package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"newsarchive/internal/effort"
)

// asked is a question of a person, and how an assistant asks it.
type asked struct {
	question, tool, args string
}

func questions() []asked {
	return []asked{
		{"What was written about the summit of South Korea and Japan, and since when?", "search", `{"query":"south korea japan summit"}`},
		{"What was written about it last summer?", "search", `{"query":"south korea japan summit","since":"2025-06","until":"2025-08"}`},
		{"And today?", "search", `{"query":"south korea japan summit","since":"today"}`},
		{"What did we know about it on the first day?", "search", `{"query":"summit","as_of":"2026-01-13","limit":2}`},
		{"What did Reuters write, the newest first?", "search", `{"query":"publisher:reuters","sort":"newest","limit":3}`},
		{"Read the first one. Was its headline changed?", "show", `{"story":6}`},
		{"Who was first with that, and who followed?", "event", `{"story":6}`},
		{"What else is like it?", "similar", `{"story":6}`},
		{"How much was written, day by day?", "timeline", `{"query":"summit","versus":["coffee"],"by":"day","since":"2026-01-10","until":"2026-01-15"}`},
		{"Which days mattered?", "key_dates", `{"query":"summit"}`},
		{"How are my topics?", "topics", `{}`},
		{"Can I rely on this: are all feeds fetched?", "feeds_health", `{}`},
	}
}

func atHour(day, hour int) func() time.Time {
	return func() time.Time { return time.Date(2026, 1, day, hour, 0, 0, 0, time.UTC) }
}

// assistedArchive is the demo's archive, synced on two days, with a topic.
func assistedArchive(t *testing.T) (dir string) {
	t.Helper()
	t.Setenv("TZ", "Europe/Stockholm")
	dir = demoArchiveOn(t, atHour(13, 18), atHour(14, 18))
	a := newApp(nil, io.Discard, io.Discard)
	if code := a.run(t.Context(), []string{"--dir", dir, "topic", "add", "korea", "south korea"}); code != exitDone {
		t.Fatal(code)
	}
	return dir
}

// connect is an assistant's session.
func connect(t *testing.T, transport sdk.Transport) *sdk.ClientSession {
	t.Helper()
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// answers asks all questions, and returns the answers for a person to read.
func answers(t *testing.T, client *sdk.ClientSession) string {
	t.Helper()
	var b bytes.Buffer
	for _, q := range questions() {
		res, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: q.tool, Arguments: json.RawMessage(q.args)})
		if err != nil || res.IsError {
			t.Fatalf("%s: %v, %+v", q.question, err, res)
		}
		var object bytes.Buffer
		texts := [2]string{res.Content[0].(*sdk.TextContent).Text, res.Content[1].(*sdk.TextContent).Text}
		if err := json.Indent(&object, []byte(texts[1]), "", " "); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "# %s\n%s %s\n\n%s\n%s\n\n", q.question, q.tool, q.args, texts[0], &object) //nolint:errcheck // a buffer
	}
	// What depends on the clock of the machine, and on the port of the feeds' server.
	varies := regexp.MustCompile(`(http://127\.0\.0\.1:|"followed_since": |"every": )("[^"]*"|\d+)`)
	return varies.ReplaceAllString(b.String(), "${1}…")
}

// TestAssistant promises what an assistant is answered about the demo's archive,
// with evidence: on standard input and output, and over HTTP.
func TestAssistant(t *testing.T) {
	dir := assistedArchive(t)
	client, end := assistant(t, atHour(15, 9), "--dir", dir, "mcp")
	golden(t, "mcp-demo", []byte(answers(t, client)))
	end()

	server := servedHere(t, []string{"--dir", dir, "serve", "--listen", "127.0.0.1:0", "--mcp"}, atHour(15, 9))
	client = connect(t, server.transport(""))
	golden(t, "mcp-demo", []byte(answers(t, client)))
	_ = client.Close()
}

// assistant runs "mcp" with a client of it. end closes it, and checks that this was
// an orderly end.
func assistant(t *testing.T, now func() time.Time, args ...string) (client *sdk.ClientSession, end func()) {
	t.Helper()
	in, asks := io.Pipe()
	replies, out := io.Pipe()
	var said bytes.Buffer
	a := newApp(in, out, &said)
	a.now = now
	ended := make(chan int)
	go func() {
		code := a.run(t.Context(), args)
		_ = out.Close()
		ended <- code
	}()
	client = connect(t, &sdk.IOTransport{Reader: replies, Writer: asks})
	return client, func() {
		_ = client.Close()
		if code := <-ended; code != exitDone || said.Len() > 0 {
			t.Errorf("exit %d, %s", code, &said)
		}
	}
}

// running is a server for assistants that runs until the test ends.
type running struct {
	*here
	client *http.Client
}

func servedHere(t *testing.T, args []string, now func() time.Time) running {
	t.Helper()
	r := running{serveHere(t, func(a *app) { a.now = now }, args...), &http.Client{Transport: &http.Transport{}}}
	t.Cleanup(r.client.CloseIdleConnections)
	return r
}

// transport leads to /mcp with a password, or none.
func (r running) transport(password string) sdk.Transport {
	client := *r.client
	client.Transport = withPassword{r.client.Transport, password}
	return &sdk.StreamableClientTransport{Endpoint: r.address + "mcp", HTTPClient: &client, DisableStandaloneSSE: true}
}

type withPassword struct {
	http.RoundTripper
	password string
}

func (w withPassword) RoundTrip(r *http.Request) (*http.Response, error) {
	if w.password != "" {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+w.password)
	}
	return w.RoundTripper.RoundTrip(r)
}

// testAssistant promises that the program itself talks to an assistant: only the
// protocol on standard output, and an orderly end when the assistant goes.
func testAssistant(t *testing.T, program string) {
	p := newProcesses(t, program)
	p.must("sync")
	cmd := exec.CommandContext(t.Context(), program, "--dir", p.dir, "mcp", "--write") //nolint:gosec // ourselves
	var said bytes.Buffer
	cmd.Stderr = &said
	client := connect(t, &sdk.CommandTransport{Command: cmd})
	tools, err := client.ListTools(t.Context(), nil)
	if err != nil || len(tools.Tools) != 13 {
		t.Errorf("%v, %d tools", err, len(tools.Tools))
	}
	for range 2 { // the second changes nothing
		res, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: "tag", Arguments: map[string]any{"stories": []int{1}, "add": []string{"kept"}}})
		if err != nil || res.IsError {
			t.Errorf("%v %+v", err, res)
		}
	}
	large := strings.Repeat("a ", 1<<19)
	res, err := client.CallTool(t.Context(), &sdk.CallToolParams{Name: "search", Arguments: map[string]any{"query": large}})
	if err != nil || !res.IsError {
		t.Errorf("a query of a megabyte: %v", err)
	}
	if err := client.Close(); err != nil || said.Len() > 0 {
		t.Errorf("%v, %s", err, &said)
	}
	out, err := exec.CommandContext(t.Context(), program, "--dir", p.dir, "search", "tag:kept", "--format", "ids").Output() //nolint:gosec // ourselves
	if err != nil || string(out) != "1\n" {
		t.Errorf("%v %q", err, out)
	}
}

// inspector is the version of the protocol's own tool that the test uses.
const inspector = "@modelcontextprotocol/inspector@2.12.0"

// testInspector promises that the inspector lists the tools and calls them.
func testInspector(t *testing.T, program string) {
	npx, err := exec.LookPath("npx")
	if err != nil {
		t.Skip("needs npx (Node.js) to run the MCP inspector; skipped")
	}
	if !effort.All() {
		t.Skip("fetches the MCP inspector from npm; $ARCHIVE_TESTS=all runs it")
	}
	// Only the first call asks the registry.
	if err := exec.CommandContext(t.Context(), npx, "--yes", "--package", inspector, "-c", "true").Run(); err != nil {
		t.Skipf("needs the MCP inspector, which npm cannot get: %v", err)
	}
	p := newProcesses(t, program)
	p.must("sync")
	inspect := func(args ...string) (doc map[string]any) {
		t.Helper()
		all := append([]string{"--offline", "--yes", "--package", inspector, "mcp-inspector", "--cli", program, "--dir", p.dir, "mcp"}, args...)
		cmd := exec.CommandContext(t.Context(), npx, all...)
		cmd.Dir = t.TempDir()
		out, err := cmd.Output()
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			t.Fatalf("%v: %v\n%s", args, err, exit.Stderr)
		}
		if err != nil || json.Unmarshal(out, &doc) != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return doc
	}
	if tools, _ := inspect("--method", "tools/list")["tools"].([]any); len(tools) != 8 {
		t.Errorf("%d tools", len(tools))
	}
	for tool, args := range map[string][]string{"search": {"query=*"}, "show": {"story=1"}, "event": {"story=1"}, "timeline": {"by=month"}, "feeds_health": nil} {
		call := []string{"--method", "tools/call", "--tool-name", tool}
		for _, arg := range args {
			call = append(call, "--tool-arg", arg)
		}
		doc := inspect(call...)
		if object, _ := doc["structuredContent"].(map[string]any); object["notice"] == nil || doc["isError"] == true {
			t.Errorf("%s: %v", tool, doc)
		}
	}
}

// BenchmarkFirstAnswer measures the time from the start of the program to its first
// answer.
func BenchmarkFirstAnswer(b *testing.B) {
	program := program(b)
	const hello = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}` + "\n"
	var spent time.Duration
	for b.Loop() {
		cmd := exec.CommandContext(b.Context(), program, "--dir", b.TempDir(), "mcp") //nolint:gosec // ourselves
		cmd.Stderr = os.Stderr
		asks, err := cmd.StdinPipe()
		if err != nil {
			b.Fatal(err)
		}
		replies, err := cmd.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		if _, err := io.WriteString(asks, hello); err != nil {
			b.Fatal(err)
		}
		if line, err := bufio.NewReader(replies).ReadString('\n'); err != nil || !strings.Contains(line, `"archive"`) {
			b.Fatal(err, line)
		}
		_ = asks.Close()
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		spent += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	b.ReportMetric(float64(spent.Milliseconds())/float64(b.N), "cpu-ms/op")
}
