-- How items, stories and posts are told apart. See docs/keys.md.

-- Addresses that are no key of a story by themselves, for good.
CREATE TABLE shared_links (
  key       TEXT PRIMARY KEY,           -- as story_keys has it
  shared    INTEGER NOT NULL DEFAULT 0, -- different entries carry it
  fragments INTEGER NOT NULL DEFAULT 0  -- entries differ by its fragment alone
) WITHOUT ROWID;

-- Guids that several entries of one document bear.
CREATE TABLE dead_guids (
  feed_id INTEGER NOT NULL REFERENCES feeds,
  guid    TEXT NOT NULL,
  PRIMARY KEY (feed_id, guid)
) WITHOUT ROWID;

-- By which file a post is known: its path within its site.
CREATE TABLE post_files (
  path    TEXT NOT NULL,
  site    TEXT NOT NULL,                -- '': not known
  item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  PRIMARY KEY (path, site, item_id)
) WITHOUT ROWID;
CREATE INDEX post_files_item ON post_files (item_id);
INSERT OR IGNORE INTO post_files (path, site, item_id) SELECT path, '', item_id FROM posts;

-- Items by the address that they link, http folded into https.
UPDATE OR IGNORE items SET key = 'https' || substr(key, 5) WHERE key LIKE 'http://%' AND key <> guid;
UPDATE OR IGNORE tombstones SET key = 'https' || substr(key, 5) WHERE key LIKE 'http://%' AND key <> guid;
UPDATE tombstones SET link = 'https' || substr(link, 5) WHERE link LIKE 'http://%';
