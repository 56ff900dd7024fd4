package archive

import "newsarchive/store"

// Store returns the store of an archive.
func (a *Archive) Store() *store.Store { return a.store }
