package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// stamp is an instant as the database keeps it; the zero stamp is null.
type stamp time.Time

// Value implements [driver.Valuer].
func (s stamp) Value() (driver.Value, error) {
	t := time.Time(s)
	if t.IsZero() {
		return nil, nil
	}
	return t.UTC().Format(instantLayout), nil
}

// Scan implements [database/sql.Scanner].
func (s *stamp) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*s = stamp{}
		return nil
	case string:
		t, err := time.Parse(instantLayout, v)
		*s = stamp(t)
		return err
	default:
		return fmt.Errorf("time column holds a %T, not text", src)
	}
}

func (s stamp) time() time.Time { return time.Time(s) }
