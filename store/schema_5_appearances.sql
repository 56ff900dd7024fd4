-- What an item linked, and when, is called an appearance.
ALTER TABLE stays RENAME TO appearances;
ALTER TABLE moves RENAME COLUMN stay_id TO appearance_id;

DROP INDEX stays_item;
DROP INDEX stays_story;
DROP INDEX stays_open;
DROP INDEX stays_gone;
DROP INDEX moves_stay;
CREATE INDEX appearances_item ON appearances (item_id);
CREATE INDEX appearances_story ON appearances (story_id);
CREATE INDEX appearances_open ON appearances (feed_id) WHERE gone IS NULL;
CREATE INDEX appearances_gone ON appearances (gone) WHERE gone IS NOT NULL;
CREATE INDEX moves_appearance ON moves (appearance_id);

-- The name that it had, for one release.
CREATE VIEW stays AS
  SELECT id, feed_id, item_id, story_id, position, title, first_seen, gone FROM appearances;
