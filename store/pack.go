package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// packer compresses elements with the newest dictionary. It is not safe for
// concurrent use.
type packer struct {
	dictionary int64 // 0: none
	encoder    *zstd.Encoder
}

// newPacker returns a packer with a dictionary; with the id 0, without one. The
// fastest level packs real elements three times as fast as the default one, to
// 3 % more: of a short element, most of the time goes into resetting the tables.
func newPacker(id int64, content []byte) (*packer, error) {
	options := []zstd.EOption{zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(maxWindow)}
	if id != 0 {
		options = append(options, zstd.WithEncoderDict(content))
	}
	e, err := zstd.NewWriter(nil, options...)
	if err != nil {
		return nil, fmt.Errorf("make a packer: %w", err)
	}
	return &packer{id, e}, nil
}

// maxWindow is the distance in bytes within which repetitions in an element
// are found.
const maxWindow = 128 << 10

func (p *packer) pack(text string) []byte { return p.encoder.EncodeAll([]byte(text), nil) }

// maxUnpacked is the size in bytes of the largest element that is unpacked.
const maxUnpacked = 64 << 20

// unpacker decompresses elements with the dictionaries that they were packed
// with. It is safe for concurrent use.
type unpacker struct {
	mu      sync.Mutex
	known   map[int64]bool // the dictionaries that the decoder has loaded
	decoder *zstd.Decoder
}

// unpack returns the text of an element. It loads a missing dictionary from
// db. The error wraps [ErrDamaged] when the element cannot be unpacked.
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
