package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"newsarchive/index/internal/count"
	"newsarchive/index/internal/match"
	"newsarchive/internal/news"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bindex "github.com/blevesearch/bleve_index_api"
	bolt "go.etcd.io/bbolt/errors"
)

// markKey is where a generation keeps its mark.
const markKey = "mark"

// handle is an open generation.
type handle struct {
	bleve bleve.Index
	index bindex.Index
	gen   string // its folder
	// known is what was counted of the whole of it; nil unless it is kept open.
	known *count.Known
	docs  *match.Kept // likewise
}

// openGeneration opens the bleve index of a generation.
//
// Nobody opens a generation that is written to, so the lock on the bolt file is
// free or stays taken: without a timeout an opener would hang for ever.
//
// A generation without a mark is damaged: bleve opens unreadable segments as an
// empty index. So is one with a mark below its high water.
func openGeneration(gen string, config map[string]any) (*handle, error) {
	all := map[string]any{"bolt_timeout": "250ms"}
	for k, v := range config {
		all[k] = v
	}
	b, err := bleve.OpenUsing(filepath.Join(gen, "bleve"), all)
	switch {
	case errors.Is(err, bolt.ErrTimeout):
		return nil, fmt.Errorf("%w: %s", ErrLocked, gen)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("open the index: %w", err)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	h, err := newHandle(b)
	if err != nil {
		return nil, err
	}
	h.gen = gen
	m, err := h.mark()
	if err == nil {
		err = checkHighWater(gen, m)
	}
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

func newHandle(b bleve.Index) (*handle, error) {
	i, err := b.Advanced()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrDamaged, err), b.Close())
	}
	return &handle{bleve: b, index: i}, nil
}

// createGeneration makes an empty generation in a folder that is not there.
func createGeneration(gen string, config map[string]any) (*handle, error) {
	if err := os.MkdirAll(gen, 0o700); err != nil {
		return nil, err
	}
	if err := replaceFile(filepath.Join(gen, versionFile), fmt.Sprintln(mappingVersion)); err != nil {
		return nil, err
	}
	// The mapping is empty: documents come with their terms, and queries are
	// compiled to terms too.
	m := mapping.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentDisabledMapping()
	m.DefaultAnalyzer = keyword.Name // unused, but opening needs one
	m.ScoringModel = bindex.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	b, err := bleve.NewUsing(filepath.Join(gen, "bleve"), m, scorch.Name, scorch.Name, config)
	if err != nil {
		return nil, err
	}
	return newHandle(b)
}

func (h *handle) close() error { return h.bleve.Close() }

func (h *handle) mark() (news.Mark, error) {
	b, err := h.bleve.GetInternal([]byte(markKey))
	if err != nil {
		return news.Mark{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(b) != 16 {
		return news.Mark{}, fmt.Errorf("%w: it has no mark", ErrDamaged)
	}
	return news.Mark{
		Seq:   int64(binary.BigEndian.Uint64(b)),     // the same 64 bits
		Nonce: int64(binary.BigEndian.Uint64(b[8:])), // the same 64 bits
	}, nil
}

func setMark(b *bindex.Batch, m news.Mark) {
	v := binary.BigEndian.AppendUint64(nil, uint64(m.Seq)) // the same 64 bits
	v = binary.BigEndian.AppendUint64(v, uint64(m.Nonce))  // the same 64 bits
	b.SetInternal([]byte(markKey), v)
}

// read opens the generation in use for reading while it does work. It takes no
// lock: a writer leaves a generation as it is, and makes the next.
func (x *Index) read(ctx context.Context, work func(*handle) error) (err error) {
	h, release, err := x.acquire(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release(err)) }()
	defer func() { x.logPanic(err) }()
	return guard(func() error { return work(h) })
}

// open opens the generation in use for reading. A writer may have published the
// next one meanwhile, and removed files of this one: then it opens the next.
// What has been opened stays, whatever happens to its files.
func (x *Index) open(ctx context.Context) (*handle, error) {
	for {
		gen, err := x.current()
		if err != nil {
			return nil, err
		}
		h, err := openForReading(gen)
		now, nowErr := x.current()
		if nowErr == nil && now == gen {
			return h, err
		}
		if err == nil {
			err = h.close()
		}
		if nowErr == nil {
			nowErr = context.Cause(ctx)
		}
		if nowErr != nil {
			return nil, errors.Join(nowErr, err)
		}
	}
}

func openForReading(gen string) (*handle, error) {
	if err := checkVersion(gen); err != nil {
		return nil, err
	}
	return openGeneration(gen, map[string]any{"read_only": true})
}
