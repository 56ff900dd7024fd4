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
	fewestSamples  = 64       // elements that a dictionary is made of
	mostSamples    = 1500     // likewise
	sampleBytes    = 24 << 10 // of one element
	samplesBytes   = 6 << 20  // of all together
	dictionarySize = 96 << 10
	// growth is by what factor the items must have become more since the last
	// dictionary for another to be made.
	growth = 6
	repack = 300 // elements that are packed anew in one transaction
)

// PackElements makes a dictionary of the archive's elements when there is
// none, or when there are many times more than when the last was made, and
// packs with it those that were packed without. It is quick when there is
// nothing to do. What was packed before the context ends stays so.
func (s *Store) PackElements(ctx context.Context) error {
	var last, madeAt, dictionary int64
	var plain bool
	err := s.read.QueryRowContext(ctx, `SELECT coalesce((SELECT max(item_id) FROM elements), 0), coalesce(max(id), 0), coalesce(max(made_at), 0),
		EXISTS (SELECT 1 FROM elements WHERE dictionary_id IS NULL) FROM dictionaries`).Scan(&last, &dictionary, &madeAt, &plain)
	if err != nil {
		return fmt.Errorf("look at the elements: %w", classify(err))
	}
	if last >= fewestSamples && (dictionary == 0 || last > growth*madeAt) {
		if err := s.makeDictionary(ctx, last); err != nil {
			return err
		}
		plain = true
	}
	for plain && ctx.Err() == nil {
		n := 0
		err := s.transact(ctx, "pack elements", time.Now(), func(v *saver) (err error) {
			n, err = v.repack(ctx)
			return err
		})
		if err != nil {
			return err
		}
		plain = n == repack
	}
	return nil
}

// makeDictionary makes a dictionary of elements that are spread over all.
func (s *Store) makeDictionary(ctx context.Context, last int64) error {
	samples, err := s.samples(ctx, last)
	if err != nil || len(samples) < fewestSamples {
		return err
	}
	var id int64
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) + 1 FROM dictionaries`).Scan(&id); err != nil {
		return classify(err)
	}
	// It takes a second, and knows no context: no writer waits for it, and one
	// that comes after the end is not kept.
	made := make(chan []byte, 1)
	go func() {
		content, err := dict.BuildZstdDict(samples, dict.Options{
			MaxDictSize: dictionarySize, HashBytes: 6, ZstdDictID: uint32(id), ZstdLevel: zstd.SpeedDefault, //nolint:gosec // a few
		})
		if err != nil {
			content = nil // elements that have nothing in common are packed without
		}
		made <- content
	}()
	var content []byte
	select {
	case content = <-made:
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

// samples reads elements, the beginnings of long ones, at even distances.
func (s *Store) samples(ctx context.Context, last int64) (samples [][]byte, err error) {
	step := max(1, last/mostSamples)
	type packed struct {
		dictionary sql.NullInt64
		bytes      []byte
	}
	var all []packed
	err = queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var p packed
		err := rows.Scan(&p.dictionary, &p.bytes)
		all = append(all, p)
		return err
	}, `WITH RECURSIVE at (n) AS (SELECT 1 UNION ALL SELECT n + ?1 FROM at WHERE n + ?1 <= ?2)
		SELECT e.dictionary_id, e.packed FROM at JOIN elements e ON e.item_id = (SELECT min(item_id) FROM elements WHERE item_id >= n)`, step, last)
	for _, p := range all {
		var text string
		if err == nil {
			text, err = s.packed.unpack(ctx, s.read, p.dictionary.Int64, p.bytes)
		}
		samples = append(samples, []byte(text[:min(len(text), sampleBytes, samplesBytes/len(all))]))
	}
	return samples, err
}

// repack packs some elements that were packed without a dictionary, and
// returns how many.
func (v *saver) repack(ctx context.Context) (n int, err error) {
	p, err := v.packing()
	if err != nil || p.dictionary == 0 {
		return 0, err
	}
	type row struct {
		item   int64
		packed []byte
	}
	var rows []row
	err = v.each(`SELECT item_id, packed FROM elements WHERE dictionary_id IS NULL LIMIT ?`, []any{repack}, func(r *sql.Rows) error {
		var e row
		err := r.Scan(&e.item, &e.packed)
		rows = append(rows, e)
		return err
	})
	if err != nil {
		return 0, err
	}
	plain, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostUnpacked))
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
