package pages

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"newsarchive/internal/news"
)

// ErrTooLarge means that a page is larger than 32 MiB, or its header larger than
// 1 MiB.
var ErrTooLarge = errors.New("the page is too large to be kept")

const maxHead = 1 << 20

// head is what is packed beside the body.
type head struct {
	Asked     string              `json:"asked"`
	Redirects []news.Redirect     `json:"redirects,omitempty"`
	Header    map[string][]string `json:"header,omitempty"`
}

// Add keeps a page of a story, in one durable transaction, and returns its id.
// Where the story has a page with the same body and status already, nothing is
// added, and the id is that page's. Set-Cookie is never kept. The error wraps
// [ErrTooLarge] where that is the reason.
func (d *DB) Add(ctx context.Context, story int64, page news.Page) (id int64, err error) {
	head, err := json.Marshal(head{page.Asked, page.Redirects, withoutCookies(page.Header)})
	if err == nil && (len(page.Body) > maxBody || len(head) > maxHead) {
		err = ErrTooLarge
	}
	if err == nil {
		err = d.transact(ctx, func(tx *sql.Tx) (err error) {
			id, err = d.add(ctx, tx, story, page, head)
			return err
		})
	}
	if err != nil {
		return 0, fmt.Errorf("keep the page of story %d: %w", story, classify(err))
	}
	return id, nil
}

func (d *DB) add(ctx context.Context, tx *sql.Tx, story int64, page news.Page, head []byte) (id int64, err error) {
	hash := sha256.Sum256(page.Body)
	err = tx.QueryRowContext(ctx, `SELECT id FROM pages WHERE story = ? AND hash = ? AND status = ?`, story, hash[:], page.Status).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO pages (story, fetched, status, url, size, hash, head, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		story, page.Fetched.UnixMilli(), page.Status, page.URL, len(page.Body), hash[:], d.pack.packed(head), d.pack.packed(page.Body)).Scan(&id)
	return id, err
}

// withoutCookies returns a header without what sets cookies, under any spelling
// of its name.
func withoutCookies(header map[string][]string) map[string][]string {
	kept := make(map[string][]string, len(header))
	for name, values := range header {
		switch strings.ToLower(http.CanonicalHeaderKey(name)) {
		case "set-cookie", "set-cookie2":
		default:
			kept[name] = values
		}
	}
	return kept
}
