package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"newsarchive/internal/news"

	"newsarchive/internal/private"
)

// hideElements removes a feed's secrets from all elements, their heads and the
// dictionaries.
func (v *saver) hideElements(ctx context.Context, kept private.Feed, hider private.Hider) error {
	if err := v.hideHeads(kept, hider); err != nil {
		return fmt.Errorf("what elements inherit: %w", err)
	}
	first := int64(0) // the first item whose element contained a secret
	p, err := v.packing()
	if err != nil {
		return err
	}
	err = v.eachElement(ctx, `1`, func(e packedElement, text string) error {
		clean := hider.String(text)
		if clean == text {
			return nil
		}
		if first == 0 || e.item < first {
			first = e.item
		}
		return v.packAgain(e, p, clean)
	})
	if err != nil {
		return err
	}
	return v.hideDictionaries(ctx, hider, first)
}

// hideHeads removes secrets from the heads of elements. A secret address
// becomes the base address of the private feed's relative links.
func (v *saver) hideHeads(kept private.Feed, hider private.Hider) error {
	ids, err := v.ids(`SELECT id FROM element_heads`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		var was news.Raw
		if _, err := v.get(`SELECT address, head FROM element_heads WHERE id = ?`, []any{id}, &was.Address, &was.Head); err != nil {
			return err
		}
		clean := news.Raw{Address: was.Address, Head: hider.String(was.Head)}
		if hider.String(was.Address) != was.Address {
			clean.Address = hider.String(kept.Base(was.Address))
		}
		if clean == was {
			continue
		}
		if err := v.replaceHead(id, &clean); err != nil {
			return err
		}
	}
	return nil
}

// replaceHead changes a head, or merges it with an existing equal one.
func (v *saver) replaceHead(id int64, clean *news.Raw) error {
	var same int64
	known, err := v.get(`SELECT id FROM element_heads WHERE hash = ? AND id <> ?`, []any{headHash(clean), id}, &same)
	if err != nil {
		return err
	}
	if !known {
		_, err := v.exec(`UPDATE element_heads SET hash = ?, address = ?, head = ? WHERE id = ?`, headHash(clean), clean.Address, clean.Head, id)
		return err
	}
	for _, statement := range []string{
		`UPDATE elements SET head_id = ?2 WHERE head_id = ?1`,
		`UPDATE past_elements SET head_id = ?2 WHERE head_id = ?1`,
		`DELETE FROM element_heads WHERE id = ?1 AND id <> ?2`,
	} {
		if _, err := v.exec(statement, id, same); err != nil {
			return err
		}
	}
	return nil
}

// packedElement is a row of one of the tables of elements.
type packedElement struct {
	table                 string
	row, item, dictionary int64
	packed                []byte
}

// eachElement calls fn for the present and then the past elements that match a
// condition. The condition's arguments start at ?2.
func (v *saver) eachElement(ctx context.Context, where string, fn func(packedElement, string) error, args ...any) error {
	for _, table := range []string{"elements", "past_elements"} {
		for last := int64(0); ; {
			some, err := v.someElements(table, where, slices.Concat([]any{last}, args))
			if err != nil {
				return err
			}
			if len(some) == 0 {
				break
			}
			for _, e := range some {
				text, err := v.unpacker().unpack(ctx, v.conn, e.dictionary, e.packed)
				if err == nil {
					err = fn(e, text)
				}
				if err != nil {
					return fmt.Errorf("the element of item %d: %w", e.item, err)
				}
				last = e.row
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// someElements reads the next rows after the row id that is the first
// argument.
func (v *saver) someElements(table, where string, args []any) (some []packedElement, err error) {
	err = v.each(`SELECT rowid, item_id, coalesce(dictionary_id, 0), packed FROM `+table+`
		WHERE rowid > ?1 AND `+where+` ORDER BY rowid LIMIT 300`, args, func(r *sql.Rows) error {
		e := packedElement{table: table}
		err := r.Scan(&e.row, &e.item, &e.dictionary, &e.packed)
		some = append(some, e)
		return err
	})
	return some, err
}

// packAgain stores an element with another dictionary or text.
func (v *saver) packAgain(e packedElement, p *packer, text string) error {
	_, err := v.exec(`UPDATE `+e.table+` SET dictionary_id = ?, packed = ? WHERE rowid = ?`, orNull(p.dictionary), p.pack(text), e.row)
	return err
}
