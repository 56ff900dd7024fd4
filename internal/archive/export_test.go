package archive

import "newsarchive/store"

// Store returns the store of an archive, for tests to look into.
func (a *Archive) Store() *store.Store { return a.store }
