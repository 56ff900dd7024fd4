-- Version 1 of the archive's schema. Instants are UTC, 2026-01-14T09:30:00Z;
-- dates may be a day, 2026-01-14. "no text" is '' and "not known" is null.

-- The archive itself: one row.
CREATE TABLE archive (
  id      TEXT NOT NULL,              -- random, made once
  zone    TEXT NOT NULL,              -- IANA name; days are days of this zone
  created TEXT NOT NULL
);

-- Subscriptions, and the origins of imported items (followed = 0).
CREATE TABLE feeds (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  url           TEXT NOT NULL,
  name          TEXT UNIQUE,          -- given by a person
  title         TEXT NOT NULL DEFAULT '',
  link          TEXT NOT NULL DEFAULT '',
  language      TEXT NOT NULL DEFAULT '',
  followed      INTEGER NOT NULL DEFAULT 0,
  every         INTEGER,              -- seconds between fetches; null: the default
  key_by_link   INTEGER NOT NULL DEFAULT 0, -- its guids proved to be no keys
  added         TEXT NOT NULL,
  etag          TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  body_hash     TEXT NOT NULL DEFAULT '',
  fetched       TEXT,                 -- last attempt
  succeeded     TEXT,                 -- last good fetch
  due           TEXT,                 -- not before this; null: at once
  failures      INTEGER NOT NULL DEFAULT 0, -- in a row
  error         TEXT NOT NULL DEFAULT ''    -- of the last attempt
);

-- Every address a feed has or had, normalised.
CREATE TABLE feed_addresses (
  url     TEXT PRIMARY KEY,
  feed_id INTEGER NOT NULL REFERENCES feeds
) WITHOUT ROWID;

CREATE TABLE feed_tags (
  feed_id INTEGER NOT NULL REFERENCES feeds,
  tag     TEXT NOT NULL,
  PRIMARY KEY (feed_id, tag)
) WITHOUT ROWID;

-- What a feed said: one row an entry.
CREATE TABLE items (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id       INTEGER NOT NULL REFERENCES feeds,
  key           TEXT NOT NULL,        -- guid, else link, else a hash
  guid          TEXT NOT NULL,
  link          TEXT NOT NULL,
  related       TEXT NOT NULL,        -- a link blog's second address; a cluster's own page
  title         TEXT NOT NULL,        -- raw
  published     TEXT,
  published_raw TEXT NOT NULL,
  updated       TEXT,
  updated_raw   TEXT NOT NULL,
  author        TEXT NOT NULL,
  summary       TEXT NOT NULL,        -- HTML as the feed said it
  content       TEXT NOT NULL,        -- HTML as the feed said it
  text          TEXT NOT NULL,        -- plain text of both, unless a cluster
  image         TEXT NOT NULL,
  language      TEXT NOT NULL,
  cluster       INTEGER NOT NULL,     -- lists the stories of several publishers
  continues     INTEGER REFERENCES items,
  chain         INTEGER REFERENCES items, -- the first item of its chain; null: itself
  fetched       INTEGER NOT NULL,     -- a fetch has carried it; 0: only imported
  first_seen    TEXT NOT NULL,
  last_seen     TEXT,                 -- null: the feed's last good fetch carried it
  UNIQUE (feed_id, key)
);
CREATE INDEX items_chain ON items (chain) WHERE chain IS NOT NULL;
CREATE INDEX items_continues ON items (continues) WHERE continues IS NOT NULL;

CREATE TABLE item_tags (
  item_id  INTEGER NOT NULL REFERENCES items,
  position INTEGER NOT NULL,
  tag      TEXT NOT NULL,
  added    TEXT,                      -- null: with the item
  PRIMARY KEY (item_id, tag)
) WITHOUT ROWID;

-- The files that items were imported from, byte for byte. The newest row of a
-- path is the post; earlier rows are what it was.
CREATE TABLE posts (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id  INTEGER NOT NULL REFERENCES items,
  path     TEXT NOT NULL,
  raw      BLOB NOT NULL,             -- text when it is valid UTF-8
  imported TEXT NOT NULL
);
CREATE INDEX posts_item ON posts (item_id);

-- What items linked to. The story is the unit of search.
CREATE TABLE stories (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  link       TEXT NOT NULL,           -- as first given
  title      TEXT NOT NULL,           -- plain text
  publisher  TEXT NOT NULL,
  site       TEXT NOT NULL,           -- the publisher's host
  author     TEXT NOT NULL,
  image      TEXT NOT NULL,
  language   TEXT NOT NULL,
  published  TEXT,                    -- the best date known
  rank       INTEGER NOT NULL,        -- of that date: 3 its page's, 2 its first item's as lead, 1 its first item's, 0 none
  effective  TEXT NOT NULL,           -- published, unless a day past first_seen
  day        TEXT NOT NULL,           -- of effective, in the archive's zone
  twin       INTEGER,                 -- hash of publisher and folded headline, to find republished stories
  first_seen TEXT NOT NULL
);
CREATE INDEX stories_twin ON stories (twin) WHERE twin IS NOT NULL;

-- By what a story is known: gnews:TOKEN or a normalised address.
CREATE TABLE story_keys (
  key      TEXT PRIMARY KEY,
  story_id INTEGER NOT NULL REFERENCES stories
) WITHOUT ROWID;
CREATE INDEX story_keys_story ON story_keys (story_id);

CREATE TABLE story_texts (
  story_id INTEGER PRIMARY KEY REFERENCES stories,
  text     TEXT NOT NULL,
  added    TEXT NOT NULL
);

-- Your own marks.
CREATE TABLE story_tags (
  story_id INTEGER NOT NULL REFERENCES stories,
  tag      TEXT NOT NULL,
  added    TEXT,                      -- null: always
  PRIMARY KEY (story_id, tag)
) WITHOUT ROWID;

-- The later of two stories that proved to be one, and the earlier: one hop.
CREATE TABLE same_as (
  story_id INTEGER PRIMARY KEY REFERENCES stories,
  root_id  INTEGER NOT NULL REFERENCES stories,
  reason   TEXT NOT NULL,
  since    TEXT NOT NULL
);
CREATE INDEX same_as_root ON same_as (root_id);

-- What copied items refer to and the archive does not hold (yet): the story
-- that a story is the same as, by key, and the item that an item continues.
CREATE TABLE missing_roots (
  story_id INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
  key      TEXT NOT NULL,
  reason   TEXT NOT NULL,
  since    TEXT NOT NULL
);
CREATE INDEX missing_roots_key ON missing_roots (key);
CREATE TABLE missing_items (
  item_id INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
  feed_id INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
  key     TEXT NOT NULL
);
CREATE INDEX missing_items_key ON missing_items (feed_id, key);

-- An item linked a story from first_seen until gone.
CREATE TABLE stays (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id    INTEGER NOT NULL,        -- its item's
  item_id    INTEGER NOT NULL REFERENCES items,
  story_id   INTEGER NOT NULL REFERENCES stories,
  position   INTEGER NOT NULL,        -- where it last stood; 1 is the lead
  title      TEXT,                    -- the headline here; null: the story's own
  first_seen TEXT NOT NULL,
  gone       TEXT                     -- the first good fetch without it; null: still there
);
CREATE INDEX stays_item ON stays (item_id);
CREATE INDEX stays_story ON stays (story_id);
CREATE INDEX stays_open ON stays (feed_id) WHERE gone IS NULL;
CREATE INDEX stays_gone ON stays (gone) WHERE gone IS NOT NULL;

-- Distinct earlier values of what a feed has since changed.
CREATE TABLE revisions (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id  INTEGER NOT NULL REFERENCES items,
  story_id INTEGER REFERENCES stories, -- set: the story's headline in that item
  field    TEXT NOT NULL,             -- title, summary, content, published, link, author, image
  value    TEXT NOT NULL,
  replaced TEXT NOT NULL
);
CREATE INDEX revisions_item ON revisions (item_id);
CREATE INDEX revisions_story ON revisions (story_id) WHERE story_id IS NOT NULL;

-- What must be indexed again, in order.
CREATE TABLE changes (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id INTEGER NOT NULL,
  nonce    INTEGER NOT NULL           -- random, one a transaction: tells two histories apart
);

-- The ledger: every attempt to get a feed or a page, for ninety days.
CREATE TABLE fetches (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id     INTEGER REFERENCES feeds,
  url         TEXT NOT NULL,
  at          TEXT NOT NULL,
  took        INTEGER NOT NULL,       -- milliseconds
  outcome     TEXT NOT NULL,          -- new, unchanged, partial, failed
  status      INTEGER,                -- of HTTP
  bytes       INTEGER NOT NULL,
  items       INTEGER NOT NULL,       -- in the document
  new_items   INTEGER NOT NULL,
  new_stories INTEGER NOT NULL,
  error       TEXT NOT NULL
);
CREATE INDEX fetches_feed ON fetches (feed_id, at);

-- The ledger's older part: a row per feed, day and outcome. A day without a
-- row was not covered.
CREATE TABLE fetch_days (
  feed_id     INTEGER NOT NULL REFERENCES feeds,
  day         TEXT NOT NULL,          -- of UTC
  outcome     TEXT NOT NULL,
  fetches     INTEGER NOT NULL,
  first       TEXT NOT NULL,          -- the first and the last of them
  last        TEXT NOT NULL,
  took        INTEGER NOT NULL,       -- milliseconds, of all of them
  bytes       INTEGER NOT NULL,
  new_items   INTEGER NOT NULL,
  new_stories INTEGER NOT NULL,
  error       TEXT NOT NULL,          -- of the last
  PRIMARY KEY (feed_id, day, outcome)
) WITHOUT ROWID;

-- Entries that could not be used, once each.
CREATE TABLE faults (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id INTEGER NOT NULL REFERENCES feeds,
  reason  TEXT NOT NULL,
  raw     TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  UNIQUE (feed_id, reason, raw)
);

-- What was pruned and must not come back.
CREATE TABLE tombstones (
  feed_id INTEGER NOT NULL REFERENCES feeds,
  key     TEXT NOT NULL,              -- an item's
  guid    TEXT NOT NULL,
  link    TEXT NOT NULL,              -- its key where the guid is not known
  reason  TEXT NOT NULL,
  pruned  TEXT NOT NULL,
  PRIMARY KEY (feed_id, key)
) WITHOUT ROWID;
CREATE INDEX tombstones_link ON tombstones (feed_id, link);

-- The past: what it takes to read the archive as it was at a moment. Rows of
-- the tables above that came later are left out by their own dates; these say
-- what the others were. Nothing else reads them.

-- Each time that a revision, or an item's plain text, gave way to another.
CREATE TABLE edits (
  id          INTEGER PRIMARY KEY,
  item_id     INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  revision_id INTEGER REFERENCES revisions ON DELETE CASCADE,
  text_id     INTEGER REFERENCES past_texts ON DELETE CASCADE,
  own         INTEGER NOT NULL,       -- it was the story's own headline too
  at          TEXT NOT NULL
);
CREATE INDEX edits_item ON edits (item_id);
CREATE INDEX edits_revision ON edits (revision_id) WHERE revision_id IS NOT NULL;
CREATE INDEX edits_text ON edits (text_id) WHERE text_id IS NOT NULL;

CREATE TABLE past_texts (
  id      INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  text    TEXT NOT NULL
);
CREATE INDEX past_texts_item ON past_texts (item_id);

-- Where a stay stood until then, when it began or ceased to be the lead.
CREATE TABLE moves (
  id       INTEGER PRIMARY KEY,
  stay_id  INTEGER NOT NULL REFERENCES stays ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at       TEXT NOT NULL
);
CREATE INDEX moves_stay ON moves (stay_id);

-- A story's date until then.
CREATE TABLE past_dates (
  id        INTEGER PRIMARY KEY,
  story_id  INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  published TEXT NOT NULL,            -- '': none
  effective TEXT NOT NULL,
  day       TEXT NOT NULL,
  at        TEXT NOT NULL
);
CREATE INDEX past_dates_story ON past_dates (story_id);

-- The root that a story had until then, before that was joined to another.
CREATE TABLE past_same_as (
  story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  root_id  INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  reason   TEXT NOT NULL,
  since    TEXT NOT NULL,
  at       TEXT NOT NULL
);
CREATE INDEX past_same_as_story ON past_same_as (story_id);
CREATE INDEX past_same_as_root ON past_same_as (root_id);
CREATE INDEX same_as_since ON same_as (since);

-- Queries saved under a name, and the stories of each that were shown, so
-- that what is new can be told. A topic asked since the mark knows that only
-- what changed later can be new, as long as it means the same.
CREATE TABLE topics (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL UNIQUE,
  query   TEXT NOT NULL,
  added   TEXT NOT NULL,
  checked TEXT,                       -- when what was new was last shown
  meaning TEXT NOT NULL DEFAULT '',   -- of the query, at the mark
  seq     INTEGER NOT NULL DEFAULT 0, -- the mark: a place in changes
  nonce   INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE topic_stories (
  topic_id INTEGER NOT NULL REFERENCES topics ON DELETE CASCADE,
  story_id INTEGER NOT NULL,
  PRIMARY KEY (topic_id, story_id)
) WITHOUT ROWID;

-- For whoever opens the file with a shell.

CREATE VIEW articles AS
  SELECT s.id, s.day, s.title, s.publisher, s.site, s.link, s.published, s.first_seen
  FROM stories s
  WHERE s.id NOT IN (SELECT story_id FROM same_as);

CREATE VIEW clusters AS
  SELECT i.id AS item, coalesce(i.chain, i.id) AS chain, f.title AS feed, i.first_seen AS item_first_seen,
         y.position, coalesce(y.title, s.title) AS title, s.publisher, y.first_seen, y.gone, s.id AS story
  FROM items i
  JOIN feeds f ON f.id = i.feed_id
  JOIN stays y ON y.item_id = i.id
  JOIN stories s ON s.id = y.story_id;

CREATE VIEW coverage AS
  SELECT f.id AS feed, f.title, x.utc_day, x.outcome, sum(x.fetches) AS fetches,
         sum(x.new_items) AS new_items, sum(x.new_stories) AS new_stories
  FROM (SELECT feed_id, substr(at, 1, 10) AS utc_day, outcome, 1 AS fetches, new_items, new_stories FROM fetches
        UNION ALL SELECT feed_id, day, outcome, fetches, new_items, new_stories FROM fetch_days) x
  JOIN feeds f ON f.id = x.feed_id
  GROUP BY f.id, x.utc_day, x.outcome;
