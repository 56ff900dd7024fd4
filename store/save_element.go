package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"slices"
	"time"

	"newsarchive/internal/news"
)

// saveElement stores the element that an item was parsed from, in place of the
// previous one. With past, it keeps that as a past element. Items from files
// have none.
func (v *saver) saveElement(item int64, raw *news.Raw, past bool) error {
	if raw == nil || raw.Element == "" {
		return nil
	}
	head, err := v.head(raw)
	if err != nil {
		return err
	}
	if past {
		_, err := v.exec(`INSERT INTO past_elements (item_id, head_id, dictionary_id, packed, until)
			SELECT item_id, head_id, dictionary_id, packed, ? FROM elements WHERE item_id = ?`, stamp(v.now), item)
		if err != nil {
			return err
		}
	}
	p, err := v.packing()
	if err != nil {
		return err
	}
	_, err = v.exec(`INSERT INTO elements (item_id, head_id, dictionary_id, packed) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET head_id = excluded.head_id, dictionary_id = excluded.dictionary_id, packed = excluded.packed`,
		item, head, orNull(p.dictionary), p.pack(raw.Element))
	return err
}

// insertPastElements adds an export's earlier elements that this archive does
// not have. Several may have been replaced at one moment, and one twice.
func (v *saver) insertPastElements(item int64, all []news.Raw) error {
	if len(all) == 0 {
		return nil
	}
	known, err := v.readPastElements(item)
	if err != nil {
		return err
	}
	for _, raw := range all {
		if !news.IsUsable(raw.Until) {
			raw.Until = v.now
		}
		raw.Until = raw.Until.UTC().Truncate(time.Second)
		if i := slices.Index(known, raw); i >= 0 {
			known = slices.Delete(known, i, i+1)
			continue
		}
		head, err := v.head(&raw)
		if err != nil {
			return err
		}
		p, err := v.packing()
		if err != nil {
			return err
		}
		if _, err := v.exec(`INSERT INTO past_elements (item_id, head_id, dictionary_id, packed, until) VALUES (?, ?, ?, ?, ?)`,
			item, head, orNull(p.dictionary), p.pack(raw.Element), stamp(raw.Until)); err != nil {
			return err
		}
	}
	return nil
}

// readPastElements returns the earlier elements of an item.
func (v *saver) readPastElements(item int64) ([]news.Raw, error) {
	r := &itemReader{
		ctx: context.Background(), db: v.conn, packed: v.unpacker(), ids: array([]int64{item}),
		at: map[int64]int{item: 0}, items: make([]news.Item, 1),
	}
	err := r.elementsOf(true)
	return r.items[0].EarlierRaw, err
}

// head returns the id of what an element inherits: its base
// address and document head. It adds a row if there is none.
func (v *saver) head(raw *news.Raw) (id int64, err error) {
	hash := headHash(raw)
	if v.lastHead.hash == hash && v.lastHead.id != 0 {
		return v.lastHead.id, nil
	}
	known, err := v.get(`SELECT id FROM element_heads WHERE hash = ?`, []any{hash}, &id)
	if err == nil && !known {
		id, err = v.exec(`INSERT INTO element_heads (hash, address, head) VALUES (?, ?, ?)`, hash, raw.Address, raw.Head)
	}
	v.lastHead.hash, v.lastHead.id = hash, id
	return id, err
}

// headHash is the hash by which element_heads finds a head.
func headHash(raw *news.Raw) int64 {
	sum := sha256.Sum256([]byte(raw.Address + "\x00" + raw.Head))
	return int64(binary.BigEndian.Uint64(sum[:])) //nolint:gosec // a hash; its sign means nothing
}

// unpacker returns an unpacker for this transaction only: dictionaries that it
// loads may be rolled back.
func (v *saver) unpacker() *unpacker {
	if v.txUnpacker == nil {
		v.txUnpacker = &unpacker{}
	}
	return v.txUnpacker
}

// packing returns a packer with the newest dictionary.
func (v *saver) packing() (*packer, error) {
	if v.packerChecked {
		return v.packer, nil
	}
	var id int64
	if _, err := v.get(`SELECT coalesce(max(id), 0) FROM dictionaries`, nil, &id); err != nil {
		return nil, err
	}
	if v.packer == nil || v.packer.dictionary != id {
		var content []byte
		if _, err := v.get(`SELECT content FROM dictionaries WHERE id = ?`, []any{id}, &content); err != nil {
			return nil, err
		}
		p, err := newPacker(id, content)
		if err != nil {
			return nil, err
		}
		v.packer = p
	}
	v.packerChecked = true // valid for this transaction: no other process can add one
	return v.packer, nil
}

// elementsOf reads the elements of a batch of items; with past, the earlier
// ones too.
func (r *itemReader) elementsOf(past bool) error {
	query := `SELECT e.item_id, e.dictionary_id, e.packed, h.address, h.head, NULL AS until, 0 AS place
		FROM json_each(?1) j JOIN main.elements e ON e.item_id = j.value JOIN main.element_heads h ON h.id = e.head_id`
	if past {
		query += ` UNION ALL SELECT e.item_id, e.dictionary_id, e.packed, h.address, h.head, e.until, e.id
			FROM json_each(?1) j JOIN main.past_elements e ON e.item_id = j.value JOIN main.element_heads h ON h.id = e.head_id ORDER BY until, place`
	}
	type row struct {
		item       int64
		dictionary sql.NullInt64
		packed     []byte
		raw        news.Raw
	}
	var all []row
	err := queryRows(r.ctx, r.db, func(rows *sql.Rows) error {
		var e row
		var until stamp
		var place int64
		err := rows.Scan(&e.item, &e.dictionary, &e.packed, &e.raw.Address, &e.raw.Head, &until, &place)
		e.raw.Until = until.time()
		all = append(all, e)
		return err
	}, query, r.ids)
	for _, e := range all {
		if err != nil {
			return err
		}
		e.raw.Element, err = r.packed.unpack(r.ctx, r.db, e.dictionary.Int64, e.packed)
		it := &r.items[r.at[e.item]]
		if e.raw.Until.IsZero() {
			it.Raw = &e.raw
		} else {
			it.EarlierRaw = append(it.EarlierRaw, e.raw)
		}
	}
	return err
}
