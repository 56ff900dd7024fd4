package store

import (
	"context"
	"database/sql"

	"newsarchive/internal/private"
)

// hideDictionaries replaces the dictionaries that contain a secret or may
// contain part of one: those made when the element of item first or of a later
// one had it.
func (v *saver) hideDictionaries(ctx context.Context, hider private.Hider, first int64) error {
	secret, err := v.secretDictionaries(hider, first)
	if err != nil || len(secret) == 0 {
		return err
	}
	p, err := v.newestPacker(ctx)
	if err != nil {
		return err
	}
	err = v.eachElement(ctx, `dictionary_id IN (SELECT value FROM json_each(?2))`, func(e packedElement, text string) error {
		return v.packAgain(e, p, text)
	}, array(secret))
	if err != nil {
		return err
	}
	v.packerChecked = false // the newest dictionary has changed
	_, err = v.exec(`DELETE FROM dictionaries WHERE id IN (SELECT value FROM json_each(?))`, array(secret))
	return err
}

// secretDictionaries returns the dictionaries that contain a secret, or that
// were made since item first, if it is not 0.
func (v *saver) secretDictionaries(hider private.Hider, first int64) (ids []int64, err error) {
	err = v.each(`SELECT id, content, made_at FROM dictionaries`, nil, func(r *sql.Rows) error {
		var id, madeAt int64
		var content []byte
		err := r.Scan(&id, &content, &madeAt)
		if first != 0 && first <= madeAt || hider.String(string(content)) != string(content) {
			ids = append(ids, id)
		}
		return err
	})
	return ids, err
}

// newestPacker makes a dictionary from the elements as they are now, and
// returns a packer with it.
func (v *saver) newestPacker(ctx context.Context) (*packer, error) {
	var last int64
	if _, err := v.get(`SELECT coalesce(max(item_id), 0) FROM elements`, nil, &last); err != nil {
		return nil, err
	}
	some, err := samples(ctx, v.conn, v.unpacker(), last)
	if err != nil {
		return nil, err
	}
	id, content, err := v.newDictionary(some, last)
	if err != nil {
		return nil, err
	}
	return newPacker(id, content)
}
