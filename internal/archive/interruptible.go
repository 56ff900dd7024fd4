package archive

import (
	"context"
	"io"
	"os"
)

// Interruptible returns a reader that fails with the context's error when the
// context ends, even while a read of r blocks, as on a pipe or a terminal. Bytes
// that r returns after that are lost.
func Interruptible(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	context.AfterFunc(ctx, func() { _ = in.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.CopyBuffer(in, struct{ io.Reader }{r}, make([]byte, 64<<10))
		_ = in.CloseWithError(err)
	}()
	return out
}

// OpenLater returns a reader that opens the file with the first read and closes
// it at its end: opening a pipe waits for its writer.
func OpenLater(path string) io.Reader { return &lazyFile{path: path} }

// lazyFile is a file that is opened by the first read and closed at its end.
type lazyFile struct {
	path string
	file *os.File
}

// Read implements [io.Reader].
func (l *lazyFile) Read(p []byte) (n int, err error) {
	if l.file == nil {
		if l.file, err = os.Open(l.path); err != nil {
			return 0, err
		}
	}
	n, err = l.file.Read(p)
	if err != nil {
		_ = l.file.Close()
	}
	return n, err
}
