package main

// notIndexed warns that n stories are not in the index yet, so that the answer
// may be out of date. --quiet does not silence it.
func (a *app) notIndexed(n int) {
	if n == 0 {
		return
	}
	text := "are not yet indexed"
	if n == 1 {
		text = "is not yet indexed"
	}
	todo := `run "archive sync", or wait for the import or sync that is running`
	if a.readOnly {
		todo = `the archive is read-only; "archive sync", run where it can be written to, brings them in`
	}
	a.warn("%s %s: %s", plural(n, "story", "stories"), text, todo)
}
