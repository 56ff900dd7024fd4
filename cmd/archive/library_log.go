package main

import (
	"log"
	"log/slog"
)

// routeLibraryLog routes what libraries such as bleve print with Go's log
// package to the program's logger, as warnings, so that --quiet silences it.
func (a *app) routeLibraryLog() {
	log.SetFlags(0)
	log.SetOutput(slog.NewLogLogger(a.logger().Handler(), slog.LevelWarn).Writer())
}
