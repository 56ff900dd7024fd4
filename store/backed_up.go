package store

import (
	"context"
	"fmt"
	"time"

	"newsarchive/internal/news"
)

// settingBackedUp is when the last backup was made. It is no setting of a person,
// and not among [Settings].
const settingBackedUp = "backed_up"

// SetBackedUp keeps when a backup was made.
func (s *Store) SetBackedUp(ctx context.Context, at time.Time) error {
	return s.transact(ctx, "note the backup", at, func(v *saver) error {
		_, err := v.exec(`INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, settingBackedUp, stamp(at))
		return err
	})
}

// BackedUp returns when the last backup was made; zero if none was.
func (s *Store) BackedUp(ctx context.Context) (time.Time, error) {
	var at string
	err := s.read.QueryRowContext(ctx, `SELECT coalesce((SELECT value FROM settings WHERE name = ?), '')`, settingBackedUp).Scan(&at)
	if err != nil || at == "" {
		return time.Time{}, classify(err)
	}
	t, err := time.Parse(news.InstantLayout, at)
	if err != nil {
		return time.Time{}, fmt.Errorf("read when the last backup was made: %w", err)
	}
	return t, nil
}
