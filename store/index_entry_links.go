package store

import (
	"database/sql"
	"strings"
)

// links adds the addresses that are keys of each story or of a story that is
// the same.
func (r *indexEntryReader) links() error {
	return r.query(`SELECT k.story_id, k.key FROM json_each(?1) j CROSS JOIN story_keys k ON k.story_id BETWEEN j.value ->> 0 AND j.value ->> 1
		UNION ALL SELECT a.root_id, k.key FROM json_each(?1) j CROSS JOIN same_as a ON a.root_id BETWEEN j.value ->> 0 AND j.value ->> 1
		CROSS JOIN story_keys k ON k.story_id = a.story_id`,
		func(rows *sql.Rows) error {
			var story int64
			var key string
			err := rows.Scan(&story, &key)
			i, ok := r.at[story]
			if !ok || strings.HasPrefix(key, "item:") {
				return err
			}
			if r.shared.others {
				r.add(&r.entries[i].Keys, key)
			}
			if !strings.HasPrefix(key, "gnews:") {
				r.add(&r.entries[i].Links, key)
			}
			return err
		}, r.ids)
}
