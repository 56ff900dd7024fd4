package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"newsarchive/internal/news"

	"newsarchive/internal/feed"
	"newsarchive/internal/plain"
	"newsarchive/internal/post"
	"newsarchive/store"
)

// Chosen returns the filter of the items to export: every item for an empty
// question, else those that link a story it finds.
func (a *Archive) Chosen(ctx context.Context, q Question) (f store.ItemFilter, m Matches, err error) {
	if q.Empty() {
		return f, m, nil
	}
	m, err = a.Matching(ctx, q, nil)
	if f.Stories = m.Stories; f.Stories == nil {
		f.Stories = []int64{} // none; nil means all
	}
	return f, m, err
}

// ExportNDJSON writes items in the archive's own form, one a line, and
// returns how many. Items of [store.Store.Export] make faithful copies.
func ExportNDJSON(w io.Writer, items iter.Seq2[news.Item, error]) (n int, err error) {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for it, err := range items {
		if err != nil {
			return n, err
		}
		if err := lines.Encode(ndjsonLine{ndjsonVersion, portable(it)}); err != nil {
			return n, fmt.Errorf("write item %d: %w", it.ID, err)
		}
		n++
	}
	return n, nil
}

// ndjsonVersion is the version of the lines that are written. Older ones are
// read for ever, newer ones are not.
//
//	1  the first; lines do not name it
//	2  the elements themselves, and what items say beyond their main fields
const ndjsonVersion = 2

// ndjsonLine is a line of NDJSON.
type ndjsonLine struct {
	Version int `json:"v,omitempty"` // none: 1
	news.Item
}

// portable removes the ids of this archive, and the plain text that an import
// can derive.
func portable(it news.Item) news.Item {
	it.ID, it.Feed.ID = 0, 0
	if it.Text == feed.Text(it.Summary, it.Content) {
		it.Text = ""
	}
	it.Texts = slices.Clone(it.Texts)
	for i, t := range it.Texts {
		if t.Text == plain.Text(t.HTML) {
			it.Texts[i].Text = ""
		}
	}
	stories := make([]news.Story, len(it.Stories))
	for i, st := range it.Stories {
		st.ID = 0
		stories[i] = st
	}
	it.Stories = stories
	return it
}

// ExportPost writes one item as a post.
func ExportPost(w io.Writer, it news.Item) error {
	raw, err := post.Format(it)
	if err != nil {
		return fmt.Errorf("write item %d as a post: %w", it.ID, err)
	}
	_, err = w.Write(raw)
	return err
}

// Exported is what an export of posts did.
type Exported struct {
	Written int // files
	Same    int // files that were there with the same bytes
	Failed  []Fault
}

// ExportPosts writes items as posts below a folder, each under the path it was
// imported from, else under a name made of its day and title. A file with the
// same bytes is left alone. A file with other bytes is not overwritten: the
// item's number is added to the name. An item whose path the disk cannot take
// is skipped and reported in [Exported.Failed]; a full disk, or a folder that
// cannot be made, ends the export.
func ExportPosts(dir string, items iter.Seq2[news.Item, error]) (done Exported, err error) {
	root, err := openRoot(dir)
	if err != nil {
		return done, err
	}
	defer root.Close() //nolint:errcheck // nothing is written through it
	for it, err := range items {
		if err != nil {
			return done, err
		}
		raw, err := post.Format(it)
		if err != nil {
			done.Failed = append(done.Failed, Fault{fmt.Sprintf("item %d", it.ID), err})
			continue
		}
		fresh, err := writePost(root, postPath(it), it.ID, raw)
		switch {
		case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EIO):
			return done, fmt.Errorf("write item %d as a post: %w", it.ID, err)
		case err != nil:
			done.Failed = append(done.Failed, Fault{fmt.Sprintf("item %d as %s", it.ID, filepath.Join(dir, postPath(it))), reason(err)})
		case fresh:
			done.Written++
		default:
			done.Same++
		}
	}
	return done, nil
}

// postPath returns the path of an item's post, below the export's folder.
func postPath(it news.Item) string {
	if it.Post != nil && it.Post.Path != "" {
		if rel := filepath.FromSlash(path.Clean(it.Post.Path)); filepath.IsLocal(rel) && rel != "." {
			return rel
		}
	}
	return post.FileName(it)
}

func writePost(root *os.Root, rel string, id int64, raw []byte) (fresh bool, err error) {
	ext := filepath.Ext(rel)
	for _, name := range []string{rel, fmt.Sprintf("%s-%d%s", strings.TrimSuffix(rel, ext), id, ext)} {
		old, err := fs.ReadFile(root.FS(), filepath.ToSlash(name))
		if err == nil && bytes.Equal(old, raw) {
			return false, nil
		}
		if err == nil {
			continue
		}
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return false, err
		}
		return true, root.WriteFile(name, raw, 0o644)
	}
	return false, errors.New("a file with other contents is there")
}

// openRoot opens the folder that an export writes to. Nothing outside it can be
// written.
func openRoot(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return os.OpenRoot(dir)
}
