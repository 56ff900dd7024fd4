// Package opensearchtest starts nodes of OpenSearch for tests, on free ports of the
// loopback interface: one, or several that form a cluster.
//
// The node is assembled by .ci/opensearch, which prints its folder:
//
//	ARCHIVE_OPENSEARCH=$(.ci/opensearch) go test ./internal/opensearch
//
// Without that variable the tests are skipped. A node ends with the test that
// started it, also when the test is killed: its standard input ends then.
package opensearchtest

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Variable is the environment variable with the folder of the node's program.
const Variable = "ARCHIVE_OPENSEARCH"

// startTime is how long a node may take to start.
const startTime = 2 * time.Minute

// Node is a node that runs.
type Node struct {
	URL string // http://127.0.0.1:PORT

	tb        testing.TB
	program   string // its folder
	home      string // of its data
	settings  []string
	cmd       *exec.Cmd
	stdin     io.Closer
	port      string
	transport string // the port by which nodes talk to each other
}

// Start starts a node with further settings, "name=value", and ends it after the
// test. A setting that begins with a hyphen is an option of Java. It skips the test
// where the node's program or Java is missing.
func Start(tb testing.TB, settings ...string) *Node {
	tb.Helper()
	n := prepare(tb, append([]string{"node.name=test", "discovery.type=single-node"}, settings...))
	n.start()
	return n
}

// prepare returns a node that is not started.
func prepare(tb testing.TB, settings []string) *Node {
	tb.Helper()
	program := os.Getenv(Variable)
	if program == "" {
		tb.Skipf("needs a node of OpenSearch: %s=$(.ci/opensearch)", Variable)
	}
	if _, err := exec.LookPath("java"); err != nil {
		tb.Skip("needs a node of OpenSearch, and there is no java")
	}
	home, err := os.MkdirTemp("", "archive-opensearch-") // outlives no test, see Node.java
	if err != nil {
		tb.Fatal(err)
	}
	n := &Node{tb: tb, program: program, home: home, settings: settings, port: "0", transport: "0"}
	tb.Cleanup(func() {
		n.Kill()
		if err := os.RemoveAll(home); err != nil {
			tb.Error(err)
		}
	})
	return n
}

// Kill ends the node at once, as SIGKILL does.
func (n *Node) Kill() {
	if n.cmd == nil {
		return
	}
	_ = n.cmd.Process.Kill()
	_ = n.cmd.Wait()
	_ = n.stdin.Close()
	n.cmd = nil
}

// Restart starts a node that was killed with its data and at its address.
func (n *Node) Restart() {
	n.tb.Helper()
	n.Kill()
	n.start()
}

func (n *Node) start() {
	n.tb.Helper()
	cmd := exec.CommandContext(n.tb.Context(), "java", n.arguments()...)
	cmd.Cancel = func() error { return nil } // Kill does it
	errors, err := os.Create(filepath.Join(n.home, "stderr"))
	if err != nil {
		n.tb.Fatal(err)
	}
	defer errors.Close() //nolint:errcheck // the node writes it
	cmd.Stderr = errors
	stdin, err := cmd.StdinPipe()
	if err != nil {
		n.tb.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		n.tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		n.tb.Fatal(err)
	}
	n.cmd, n.stdin = cmd, stdin
	late := time.AfterFunc(startTime, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	n.port, n.transport, err = readPorts(stdout)
	if err != nil {
		said, _ := os.ReadFile(errors.Name())
		n.tb.Fatalf("the node did not start: %v\n%s", err, said)
	}
	n.URL = "http://127.0.0.1:" + n.port
}

// arguments are those of Java: its options, the class, the node's settings.
func (n *Node) arguments() []string {
	java := []string{"-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlog4j2.disable.jmx=true"}
	settings := []string{
		"--remove", "path.home=" + n.home, "network.host=127.0.0.1", "http.port=" + n.port, "transport.port=" + n.transport,
		"cluster.routing.allocation.disk.threshold_enabled=false",
	}
	for _, s := range n.settings {
		if strings.HasPrefix(s, "-") {
			java = append(java, s)
			continue
		}
		settings = append(settings, s)
	}
	classes := filepath.Join(n.program, "classes") + string(os.PathListSeparator) + filepath.Join(n.program, "jars", "*")
	return append(append(java, "-cp", classes, "Node"), settings...)
}

// readPorts reads what the node prints once it is ready: "http PORT transport PORT".
func readPorts(stdout io.Reader) (port, transport string, err error) {
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "http ") {
			_, err := fmt.Sscanf(lines.Text(), "http %s transport %s", &port, &transport)
			return port, transport, err
		}
	}
	if err := lines.Err(); err != nil {
		return "", "", err
	}
	return "", "", io.ErrUnexpectedEOF
}

// Do sends a request with a body of JSON, if there is one.
func (n *Node) Do(method, path, body string) (status int, answer string) {
	n.tb.Helper()
	req, err := http.NewRequestWithContext(n.tb.Context(), method, n.URL+path, strings.NewReader(body))
	if err != nil {
		n.tb.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		n.tb.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // read to its end
	all, err := io.ReadAll(res.Body)
	if err != nil {
		n.tb.Fatal(err)
	}
	return res.StatusCode, string(all)
}
