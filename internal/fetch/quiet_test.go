package fetch

import (
	"io"
	"log"
)

// quiet is the log of a server that is meant to fail.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
