package main

import (
	"encoding/json"
	"strings"
	"testing"

	"newsarchive/internal/opensearch/opensearchtest"
)

// The commands ask what was mirrored, with the answers of the archive itself, and say
// what they cannot ask there.
func testAsked(t *testing.T, node *opensearchtest.Node) {
	s := newSession(t, taught)
	at := node.URL + "/asked"
	for _, name := range []string{"berlin", "paris"} {
		other := newSession(t, taught)
		for _, args := range [][]string{{"topic", "add", "ours", "korea"}, {"mirror", "--to", at, "--as", name, "--share-topics"}} {
			if code, _, said := other.run(args...); code != exitDone {
				t.Fatalf("%v: exit %d: %s", args, code, said)
			}
		}
	}
	run := func(args ...string) string {
		t.Helper()
		code, out, said := s.run(args...)
		if code != exitDone {
			t.Errorf("%v: exit %d: %s", args, code, said)
		}
		return out
	}
	for _, q := range []string{"*", "korea", "lee -japan", `"prime minister" OR summit`, "publisher:times", "date:2026"} {
		here, there := run("search", "--count", q), run("search", "--count", q, "--at", at)
		if here != there {
			t.Errorf("%s: %s here, %s there", q, here, there)
		}
		one := run("search", "--group", "none", "--fields", "id,title,link", "-n", "100", q, "--at", at, "--archive", "paris")
		if own := run("search", "--group", "none", "--fields", "id,title,link", "-n", "100", q); one != own {
			t.Errorf("%s: here\n%sthere\n%s", q, own, one)
		}
	}
	for line := range strings.Lines(run("search", "*", "--at", at)) {
		if cells := strings.Split(strings.TrimSpace(line), "\t"); len(cells) != 8 || cells[7] != "berlin, paris" && cells[7] != "paris, berlin" {
			t.Errorf("a line does not say which archives have the story: %q", line)
		}
	}
	var shown struct {
		Title    string
		Archives []struct{ Archive string }
	}
	out := run("show", "1", "--at", at, "--archive", "paris", "--json")
	if err := json.Unmarshal([]byte(out), &shown); err != nil || shown.Title == "" || len(shown.Archives) != 1 {
		t.Errorf("%v: %s", err, out)
	}
	if here, there := run("timeline", "*", "--by", "month"), run("timeline", "*", "--by", "month", "--at", at); strings.Count(here, "\n") != strings.Count(there, "\n") || there == "" {
		t.Errorf("here\n%sthere\n%s", here, there)
	}
	for words, args := range map[string][]string{
		"ours\t": {"topic", "list", "--at", at}, "\tberlin, paris\n": {"topic", "list", "--at", at}, `"archives"`: {"topic", "list", "--json", "--at", at},
		"shared by   berlin, paris": {"topic", "show", "ours", "--at", at}, "archive\tberlin\t": {"search", "korea", "--facet", "archive", "--at", at},
		"ours\tkorea\n": {"__complete", "topic", "show", "--at", at, "ou"}, "topic:ours\t": {"__complete", "search", "--at", at, "topic:o"}, "paris\t": {"__complete", "search", "--at", at, "--archive", ""},
	} {
		if out := run(args...); !strings.Contains(out, words) {
			t.Errorf("%v: %q without %q", args, out, words)
		}
	}
	if here, there := run("search", "--count", "korea"), run("search", "--count", "topic:ours", "--at", at); here != there {
		t.Errorf("a topic that is shared: %s here, %s there", here, there)
	}
	if found := run("search", "--any", "who went to korea?", "--at", at); found == "" {
		t.Error("a broad question finds nothing")
	}
	for _, c := range []struct {
		code  int
		words string
		args  []string
	}{
		{exitUsage, "--as-of cannot be asked for there", []string{"search", "korea", "--as-of", "2026-01-14", "--at", at}},
		{exitUsage, "is:unread cannot be asked for there", []string{"search", "is:unread", "--at", at}},
		{exitUsage, "there is no facet \"event\"", []string{"search", "korea", "--facet", "event", "--at", at}},
		{exitUsage, "there is no topic \"none\"", []string{"topic", "show", "none", "--at", at}},
		{exitUsage, "--archive goes with --at", []string{"topic", "list", "--archive", "paris"}},
		{exitUsage, "each archive fetches its own feeds", []string{"serve", "--sync", "--at", at}},
		{exitUsage, "assistants ask an archive itself", []string{"serve", "--mcp", "--at", at}},
		{exitFailed, "there is no index", []string{"serve", "--at", node.URL + "/none", "--listen", "127.0.0.1:0"}},
		{exitUsage, "--archive goes with --at", []string{"search", "korea", "--archive", "paris"}},
		{exitUsage, "--key", []string{"timeline", "korea", "--key", "5", "--at", at}},
		{exitUsage, "--archive NAME says which", []string{"show", "1", "--at", at}},
		{exitUsage, "with --at, show takes", []string{"show", "1", "--text", "--at", at}},
		{exitUsage, "https://host:9200/news", []string{"search", "korea", "--at", "news"}},
		{exitFailed, "it has berlin, paris", []string{"search", "korea", "--at", at, "--archive", "rome"}},
		{exitFailed, "there is no index", []string{"search", "korea", "--at", node.URL + "/none"}},
		{exitFailed, "no archive there has a story", []string{"show", "99999", "--at", at}},
		{exitNothing, "nothing found", []string{"search", "unheard", "--exit-code", "--at", at}},
	} {
		if code, _, said := s.run(c.args...); code != c.code || !strings.Contains(said, c.words) {
			t.Errorf("%v: exit %d, %s", c.args, code, said)
		}
	}
}
