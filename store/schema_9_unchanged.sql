-- The hash of all that the feed last served as this item, if saving that again
-- would change nothing; null: not known. See store/unchanged.go.
ALTER TABLE items ADD COLUMN served_all INTEGER;

-- What a feed lists is read as a whole, from one place. SQLite reads an index alone
-- only if that has the column of its condition too.
DROP INDEX items_served;
CREATE INDEX items_present ON items (feed_id, served, served_all, last_seen) WHERE last_seen IS NULL;
DROP INDEX appearances_open;
CREATE INDEX appearances_open ON appearances (feed_id, item_id, story_id, gone) WHERE gone IS NULL;
