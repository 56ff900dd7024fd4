package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/klauspost/compress/dict"
	"github.com/klauspost/compress/zstd"
)

const (
	minSamples = 64 // samples that a dictionary needs
	// A dictionary is made from at most so many samples, and bytes of each and of
	// all. Three times as many take three times as long, and save 1 to 3 %.
	maxSamples     = 500
	sampleBytes    = 16 << 10
	samplesBytes   = 2 << 20
	dictionarySize = 96 << 10
	// growth is the factor by which the number of items must have grown since the
	// last dictionary before a new one is made.
	growth      = 6
	repackBatch = 300 // elements per transaction
)

// PackElements makes a compression dictionary from the archive's elements when
// there is none, or when their number has grown many times since the last one.
// It then repacks the elements that were packed without a dictionary. It is
// quick when there is nothing to do. What it packed before ctx ends is kept.
//
// Call it after some thousand new elements, not after very many: those packed
// without a dictionary take more time, and their pages of the database do not
// shrink when they are repacked.
func (s *Store) PackElements(ctx context.Context) error {
	var last, madeAt, dictionary int64
	var plain bool
	err := s.read.QueryRowContext(ctx, `SELECT coalesce((SELECT max(item_id) FROM elements), 0), coalesce(max(id), 0), coalesce(max(made_at), 0),
		EXISTS (SELECT 1 FROM elements WHERE dictionary_id IS NULL) FROM dictionaries`).Scan(&last, &dictionary, &madeAt, &plain)
	if err != nil {
		return fmt.Errorf("look at the elements: %w", classify(err))
	}
	if last >= minSamples && (dictionary == 0 || last > growth*madeAt) {
		if err := s.makeDictionary(ctx, last); err != nil {
			return err
		}
		plain = true
	}
	for plain && ctx.Err() == nil {
		n := 0
		err := s.transact(ctx, "pack elements", time.Now(), func(v *saver) (err error) {
			n, err = v.repackElements(ctx)
			return err
		})
		if err != nil {
			return err
		}
		plain = n == repackBatch
	}
	return nil
}

// makeDictionary makes and stores a dictionary from a sample of all elements.
func (s *Store) makeDictionary(ctx context.Context, last int64) error {
	some, err := samples(ctx, s.read, s.packed, last)
	if err != nil {
		return err
	}
	if len(some) < minSamples {
		return nil
	}
	var id int64
	if err := s.read.QueryRowContext(ctx, nextDictionary).Scan(&id); err != nil {
		return classify(err)
	}
	// Training takes a second and cannot be interrupted: it runs outside the
	// transaction, and its result is dropped if ctx ends first.
	trained := make(chan []byte, 1)
	go func() { trained <- trainDictionary(some, id) }()
	var content []byte
	select {
	case content = <-trained:
	case <-ctx.Done():
		return ctx.Err()
	}
	if content == nil {
		return nil
	}
	return s.transact(ctx, "keep a dictionary", time.Now(), func(v *saver) error {
		// Another process may have made one meanwhile.
		_, err := v.exec(`INSERT INTO dictionaries (id, content, made_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, id, content, last)
		return err
	})
}

// newDictionary makes a dictionary from samples, stores it and returns it. The
// id is 0 when there are too few samples or they have nothing in common.
func (v *saver) newDictionary(samples [][]byte, last int64) (id int64, content []byte, err error) {
	if len(samples) < minSamples {
		return 0, nil, nil
	}
	if _, err := v.get(nextDictionary, nil, &id); err != nil {
		return 0, nil, err
	}
	if content = trainDictionary(samples, id); content == nil {
		return 0, nil, nil
	}
	_, err = v.exec(`INSERT INTO dictionaries (id, content, made_at) VALUES (?, ?, ?)`, id, content, last)
	return id, content, err
}

// nextDictionary selects the id of the next dictionary; ids are never reused.
const nextDictionary = `SELECT 1 + max(coalesce((SELECT max(id) FROM dictionaries), 0),
	coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'dictionaries'), 0))`

// trainDictionary makes the content of a dictionary with an id from samples. It
// returns nil when they have nothing in common, or nothing but that: they are
// packed without one.
func trainDictionary(samples [][]byte, id int64) (content []byte) {
	defer func() {
		if recover() != nil { // the library fails so for samples that are all equal, or all tiny
			content = nil
		}
	}()
	content, err := dict.BuildZstdDict(samples, dict.Options{
		MaxDictSize: dictionarySize, HashBytes: 6, ZstdDictID: uint32(id), ZstdLevel: zstd.SpeedDefault, //nolint:gosec // a few
	})
	if err != nil {
		return nil
	}
	return content
}

// samples reads evenly spaced elements; long ones are truncated.
func samples(ctx context.Context, db querier, u *unpacker, last int64) (samples [][]byte, err error) {
	step := max(1, last/maxSamples)
	type packed struct {
		dictionary sql.NullInt64
		bytes      []byte
	}
	var all []packed
	err = queryRows(ctx, db, func(rows *sql.Rows) error {
		var p packed
		err := rows.Scan(&p.dictionary, &p.bytes)
		all = append(all, p)
		return err
	}, `WITH RECURSIVE at (n) AS (SELECT 1 UNION ALL SELECT n + ?1 FROM at WHERE n + ?1 <= ?2)
		SELECT e.dictionary_id, e.packed FROM at JOIN main.elements e ON e.item_id = (SELECT min(item_id) FROM main.elements WHERE item_id >= n)`, step, last)
	for _, p := range all {
		if err != nil {
			return nil, err
		}
		var text string
		text, err = u.unpack(ctx, db, p.dictionary.Int64, p.bytes)
		samples = append(samples, []byte(text[:min(len(text), sampleBytes, samplesBytes/len(all))]))
	}
	return samples, err
}

// repackElements repacks one batch of elements that were packed without a
// dictionary, and returns how many.
func (v *saver) repackElements(ctx context.Context) (n int, err error) {
	p, err := v.packing()
	if err != nil || p.dictionary == 0 {
		return 0, err
	}
	type row struct {
		item   int64
		packed []byte
	}
	var rows []row
	err = v.each(`SELECT item_id, packed FROM elements WHERE dictionary_id IS NULL LIMIT ?`, []any{repackBatch}, func(r *sql.Rows) error {
		var e row
		err := r.Scan(&e.item, &e.packed)
		rows = append(rows, e)
		return err
	})
	if err != nil {
		return 0, err
	}
	plain, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		return 0, err
	}
	defer plain.Close()
	for _, e := range rows {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		text, err := plain.DecodeAll(e.packed, nil)
		if err != nil {
			return 0, fmt.Errorf("%w: the element of item %d: %w", ErrDamaged, e.item, err)
		}
		if _, err := v.exec(`UPDATE elements SET dictionary_id = ?, packed = ? WHERE item_id = ?`,
			p.dictionary, p.encoder.EncodeAll(text, nil), e.item); err != nil {
			return 0, err
		}
	}
	return len(rows), ctx.Err()
}
