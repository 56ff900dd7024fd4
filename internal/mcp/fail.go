package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"newsarchive/internal/archive"
	"newsarchive/internal/chronology"
	"newsarchive/internal/errkind"
	"newsarchive/internal/fetch"
	"newsarchive/internal/query"
	"newsarchive/store"
)

var errPanic = errors.New("the program made a mistake")

// refused is a call that cannot be answered as it was asked.
type refused struct{ error }

func (e refused) Unwrap() error { return e.error }

func refusedf(format string, args ...any) error { return refused{fmt.Errorf(format, args...)} }

// ending is what an assistant is told to do about an error.
type ending struct {
	on   func(error) bool
	hint string
}

// endings is the one table from error to hint. The first that matches counts.
func endings() []ending {
	return []ending{
		{errkind.As[refused], ""},
		{errkind.As[*query.Error], `A query is words, "a phrase", OR, -word, and fields as publisher:NAME, feed:NAME, topic:NAME, date:2026-01. With any=true plain language will do.`},
		{errkind.Is(chronology.ErrTooLong), "Choose a longer period with by, or narrow the dates with since and until."},
		{errkind.Is(store.ErrNotFound), "It may have been removed, or never been here. search finds stories, topics lists topics, feeds_health lists feeds."},
		{errkind.Is(store.ErrBadTag, store.ErrBadTopic, store.ErrNameTaken), "Choose another name."},
		{errkind.Is(fetch.ErrPrivate), `An assistant may not lead into a private network: a person can follow it with "archive feed add", or allow the network with "archive settings".`},
		{errkind.As[*fetch.Error], "Check the address, or try again later. Nothing was changed."},
		{errkind.As[*archive.NoFeedError], "Give the address of a feed, or of a page that names one."},
		{errkind.Is(archive.ErrIndexing), "The index is being made. Try again in a moment."},
		{errkind.Is(context.DeadlineExceeded), "It took too long. Ask for less: narrow the dates, or leave out a word with a *."},
		{errkind.Is(store.ErrLocked, store.ErrChanged, archive.ErrIndexLocked, archive.ErrRunning), "Another program is using the archive. Try again in a moment."},
		{errkind.Is(archive.ErrClosed, context.Canceled), "The server is ending."},
		{errkind.Is(store.ErrReadOnly), "The files of the archive may not be written to. Nothing was changed."},
		{errkind.Is(store.ErrNoArchive), `A person makes one with "archive feed add ADDRESS" or "archive import PATH".`},
		{errkind.Is(store.ErrNewer), "Start the newer version of the program."},
		{errkind.Is(store.ErrDamaged), `A person runs "archive doctor".`},
	}
}

// failed is the result of a tool that failed: what failed, why, and what to do. An
// error that is not in the table is this program's fault: it is logged, and its
// words stay here.
func (s *Server) failed(tool string, err error) *sdk.CallToolResult {
	said := ""
	for _, e := range endings() {
		if e.on(err) {
			line, _, _ := strings.Cut(err.Error(), "\n")
			said = sentence(cut(line, maxText)) + " " + e.hint
			break
		}
	}
	if said == "" {
		s.log.Error("a tool failed", "tool", tool, "because", err)
		said = "Something went wrong; the log of the server says more."
	}
	return &sdk.CallToolResult{IsError: true, Content: []sdk.Content{&sdk.TextContent{Text: tool + ": " + strings.TrimSpace(said)}}}
}

// sentence ends a text with a full stop.
func sentence(text string) string { return strings.TrimRight(text, ". ") + "." }
