package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// packer packs elements with the newest dictionary. It is for one goroutine
// at a time.
type packer struct {
	dictionary int64 // 0: none
	encoder    *zstd.Encoder
}

func newPacker(id int64, content []byte) (*packer, error) {
	options := []zstd.EOption{zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(maxWindow)}
	if id != 0 {
		options = append(options, zstd.WithEncoderDict(content))
	}
	e, err := zstd.NewWriter(nil, options...)
	if err != nil {
		return nil, fmt.Errorf("make a packer: %w", err)
	}
	return &packer{id, e}, nil
}

// mostWindow is how far back an element is looked through for repetitions.
const maxWindow = 128 << 10

func (p *packer) pack(text string) []byte { return p.encoder.EncodeAll([]byte(text), nil) }

// mostUnpacked is the largest element that is unpacked.
const maxUnpacked = 64 << 20

// unpacker unpacks elements with whatever dictionary they were packed with.
type unpacker struct {
	mu      sync.Mutex
	known   map[int64]bool // the dictionaries that the decoder has
	decoder *zstd.Decoder
}

// unpack returns the text of an element; db is asked for a dictionary that is
// not known yet.
func (u *unpacker) unpack(ctx context.Context, db querier, dictionary int64, packed []byte) (string, error) {
	decoder, err := u.with(ctx, db, dictionary)
	if err != nil {
		return "", err
	}
	text, err := decoder.DecodeAll(packed, nil)
	if err != nil {
		return "", fmt.Errorf("%w: an element cannot be unpacked: %w", ErrDamaged, err)
	}
	return string(text), nil
}

func (u *unpacker) with(ctx context.Context, db querier, dictionary int64) (*zstd.Decoder, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.decoder != nil && (dictionary == 0 || u.known[dictionary]) {
		return u.decoder, nil
	}
	known, content := map[int64]bool{}, [][]byte(nil)
	err := queryRows(ctx, db, func(rows *sql.Rows) error {
		var id int64
		var one []byte
		err := rows.Scan(&id, &one)
		known[id], content = true, append(content, one)
		return err
	}, `SELECT id, content FROM main.dictionaries`)
	if err == nil && dictionary != 0 && !known[dictionary] {
		err = fmt.Errorf("%w: the dictionary %d of an element is missing", ErrDamaged, dictionary)
	}
	if err != nil {
		return nil, err
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderDicts(content...), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		return nil, err
	}
	u.known, u.decoder = known, decoder
	return decoder, nil
}
