-- The stories' own pages: what they say, when they were fetched, and which
-- are wanted. The pages themselves are in pages.db.

-- What pages said: a row for each reading that said something new. A story's
-- text is the latest article that stands, else the latest teaser.
CREATE TABLE page_texts (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id  INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  page      INTEGER,                -- its number in pages.db; null: the page is not kept
  url       TEXT NOT NULL,          -- the address that answered
  host      TEXT NOT NULL,          -- its host, without www.
  fetched   TEXT NOT NULL,          -- the first fetch that found it
  seen      TEXT NOT NULL,          -- and the last one
  reader    INTEGER NOT NULL,       -- the version of the reader
  kind      TEXT NOT NULL,          -- article, teaser, consent, login, bot check, error, empty, front, video, file
  reason    TEXT NOT NULL,          -- why it is no article
  headline  TEXT NOT NULL,
  byline    TEXT NOT NULL,
  section   TEXT NOT NULL,
  language  TEXT NOT NULL,
  canonical TEXT NOT NULL,          -- the address that the page gives itself
  image     TEXT NOT NULL,
  published TEXT,
  modified  TEXT,
  paywalled INTEGER NOT NULL,
  stands    INTEGER NOT NULL,       -- it was accepted as the story's text
  hash      INTEGER NOT NULL,       -- of the text, to find the same one elsewhere; 0: none
  captions  TEXT NOT NULL,          -- a JSON array
  text      TEXT NOT NULL,          -- plain
  html      BLOB NOT NULL,          -- the same with its markup, packed with zstd
  UNIQUE (story_id, fetched, url)
);
CREATE INDEX page_texts_page ON page_texts (page) WHERE page IS NOT NULL;
CREATE INDEX page_texts_host ON page_texts (host, id) WHERE stands = 1;
CREATE INDEX page_texts_hash ON page_texts (hash) WHERE stands = 1;
CREATE INDEX page_texts_canonical ON page_texts (canonical) WHERE canonical <> '';

-- Which stories' pages are wanted, and how that stands. A story whose text was
-- forgotten keeps its row, so that it is not fetched again.
CREATE TABLE page_queue (
  story_id INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
  state    TEXT NOT NULL,           -- unresolved, waiting, done, resting, gone, forgotten
  wanted   TEXT NOT NULL,           -- since when
  asked    INTEGER NOT NULL,        -- a person asked for it
  attempts INTEGER NOT NULL,        -- that failed, in a row
  due      TEXT NOT NULL,           -- not before this
  outcome  TEXT NOT NULL,           -- of the last attempt
  error    TEXT NOT NULL
);
CREATE INDEX page_queue_waiting ON page_queue (due) WHERE state = 'waiting';
CREATE INDEX page_queue_unresolved ON page_queue (state) WHERE state = 'unresolved';

-- Every attempt to fetch a page, for ninety days.
CREATE TABLE page_fetches (
  id       INTEGER PRIMARY KEY,
  story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  url      TEXT NOT NULL,           -- that was requested
  at       TEXT NOT NULL,
  took     INTEGER NOT NULL,        -- milliseconds
  outcome  TEXT NOT NULL,           -- new, unchanged, worse, unreadable, refused, gone, failed
  status   INTEGER,                 -- of HTTP
  bytes    INTEGER NOT NULL,
  text_id  INTEGER REFERENCES page_texts ON DELETE SET NULL,
  error    TEXT NOT NULL
);
CREATE INDEX page_fetches_story ON page_fetches (story_id, at);
CREATE INDEX page_fetches_at ON page_fetches (at);
CREATE INDEX page_fetches_text ON page_fetches (text_id) WHERE text_id IS NOT NULL;

-- Where Google News's tokens lead, as far as it is known. What was answered is
-- not asked again.
CREATE TABLE resolutions (
  token    TEXT PRIMARY KEY,
  address  TEXT NOT NULL,          -- '': not known
  how      TEXT NOT NULL,          -- offline, feed, asked; '': it was not resolved yet
  refused  TEXT NOT NULL,          -- why there is no address
  progress TEXT NOT NULL,          -- what is known for asking on; '' when nothing is, or it is no longer needed
  at       TEXT NOT NULL
) WITHOUT ROWID;

-- Servers that are left alone after they refused.
CREATE TABLE breakers (
  name     TEXT PRIMARY KEY,
  until    TEXT NOT NULL,
  failures INTEGER NOT NULL,        -- in a row
  reason   TEXT NOT NULL
) WITHOUT ROWID;

-- The archive's settings; one that is not here has its default.
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Whether the pages of a feed's stories are fetched; null: as the setting says.
ALTER TABLE feeds ADD COLUMN texts INTEGER;

-- The hash of the entry that the feed last served as this item; null: not known.
-- A document that is served again finds its items by it, whatever has become
-- known of guids and links since.
ALTER TABLE items ADD COLUMN served INTEGER;
CREATE INDEX items_served ON items (feed_id, served) WHERE served IS NOT NULL;

CREATE VIEW texts AS
  SELECT s.id AS story, s.title, s.publisher, t.fetched, t.kind, t.byline, t.published, t.text, t.url
  FROM page_texts t JOIN stories s ON s.id = t.story_id WHERE t.stands = 1;
