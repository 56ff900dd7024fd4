package store

import "context"

// HoldWriteLock holds the database's write lock from when it closes holding
// until release is closed.
func HoldWriteLock(ctx context.Context, s *Store, holding, release chan struct{}) error {
	return s.transact(ctx, "hold the lock", s.file.ModTime(), func(*saver) error {
		close(holding)
		<-release
		return nil
	})
}
