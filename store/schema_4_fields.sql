-- What items say beyond their main fields. An item that says none of it has
-- no row here.

-- Files that items come with: episodes, videos, pictures, documents.
CREATE TABLE enclosures (
  item_id  INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url      TEXT NOT NULL,
  type     TEXT NOT NULL,             -- media type
  length   INTEGER NOT NULL,          -- bytes; 0: not known
  duration INTEGER NOT NULL,          -- seconds; 0: not known
  title    TEXT NOT NULL,
  added    TEXT,                      -- null: with the item
  gone     TEXT,                      -- the first good fetch without it; null: still there
  PRIMARY KEY (item_id, position)
) WITHOUT ROWID;

-- Who had a part in an item. Its authors stand here where there are several,
-- or more than a name is known of one.
CREATE TABLE item_people (
  item_id  INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role     TEXT NOT NULL,             -- '': an author; contributor, or what the feed calls it
  name     TEXT NOT NULL,
  email    TEXT NOT NULL,
  url      TEXT NOT NULL,
  added    TEXT,
  gone     TEXT,
  PRIMARY KEY (item_id, position)
) WITHOUT ROWID;

-- Texts beside summary and content that say something else.
CREATE TABLE item_texts (
  item_id  INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,             -- the element it stood in: itunes:summary
  html     TEXT NOT NULL,             -- as the feed said it
  text     TEXT,                      -- its plain text; null: html is that
  added    TEXT,
  gone     TEXT,
  PRIMARY KEY (item_id, position)
) WITHOUT ROWID;

CREATE TABLE item_details (
  item_id      INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
  comments     TEXT NOT NULL,         -- the address of what readers say
  rights       TEXT NOT NULL,
  source_title TEXT NOT NULL,         -- the feed that the entry was taken over from
  source_link  TEXT NOT NULL
);

-- A hash of what the four tables above hold of an item as it was last said;
-- 0: nothing. What is said again unchanged is known by it.
ALTER TABLE items ADD COLUMN more INTEGER NOT NULL DEFAULT 0;

-- What a feed says of itself.
ALTER TABLE feeds ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN image TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN copyright TEXT NOT NULL DEFAULT '';

-- The elements themselves: what a feed wrote of an item, as it wrote it but in
-- UTF-8, packed with zstd.

-- What elements inherit: the beginning of a document in which they mean what
-- they meant, once each.
CREATE TABLE element_heads (
  id      INTEGER PRIMARY KEY,
  hash    INTEGER NOT NULL UNIQUE,    -- of both
  address TEXT NOT NULL,              -- that the document was fetched from
  head    TEXT NOT NULL
);

-- Dictionaries for zstd, made of the archive's own elements. A row is never
-- changed, and no number is given twice: other processes remember them.
CREATE TABLE dictionaries (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  content BLOB NOT NULL,
  made_at INTEGER NOT NULL            -- the last element's item at that time
);

-- The element that an item was last read from.
CREATE TABLE elements (
  item_id       INTEGER PRIMARY KEY REFERENCES items ON DELETE CASCADE,
  head_id       INTEGER NOT NULL REFERENCES element_heads,
  dictionary_id INTEGER REFERENCES dictionaries, -- null: packed without
  packed        BLOB NOT NULL
);
CREATE INDEX elements_plain ON elements (item_id) WHERE dictionary_id IS NULL;

-- Those before, that the item's revisions are from.
CREATE TABLE past_elements (
  id            INTEGER PRIMARY KEY,
  item_id       INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
  head_id       INTEGER NOT NULL REFERENCES element_heads,
  dictionary_id INTEGER REFERENCES dictionaries,
  packed        BLOB NOT NULL,
  until         TEXT NOT NULL         -- when another took its place
);
CREATE INDEX past_elements_item ON past_elements (item_id);
