package main

import (
	"log"
	"log/slog"
)

// routeLibraryLog sends what libraries print with Go's log package, as bleve
// does, to the program's own logger. It is a warning there, and --quiet
// silences it.
func (a *app) routeLibraryLog() {
	log.SetFlags(0)
	log.SetOutput(slog.NewLogLogger(a.logger().Handler(), slog.LevelWarn).Writer())
}
