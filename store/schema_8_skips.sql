-- How long a feed's document may be, in bytes; null: the default.
ALTER TABLE feeds ADD COLUMN max_bytes INTEGER;

-- private.db has a proxy for it; without that it is not fetched.
ALTER TABLE feeds ADD COLUMN proxied INTEGER NOT NULL DEFAULT 0;

-- Rules of a feed: items that match one are not stored.
CREATE TABLE skip_rules (
  feed_id INTEGER NOT NULL REFERENCES feeds,
  rule    TEXT NOT NULL,              -- a query
  items   INTEGER NOT NULL DEFAULT 0, -- left out by it
  last    TEXT,                       -- when it last left one out
  example TEXT NOT NULL DEFAULT '',   -- the headline of that item
  PRIMARY KEY (feed_id, rule)
);

-- The entries of a feed's last document that rules left out: each counts once.
CREATE TABLE skipped (
  feed_id INTEGER NOT NULL REFERENCES feeds,
  key     TEXT NOT NULL,
  PRIMARY KEY (feed_id, key)
) WITHOUT ROWID;
