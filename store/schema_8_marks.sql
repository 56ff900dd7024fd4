-- The marks read, starred and later, which a person puts on stories. They are no
-- part of the index: a query looks them up when it is asked. A story that is the
-- same as an earlier one has none: they are its root's.
CREATE TABLE marks (
  mark     TEXT NOT NULL,             -- read, starred, later
  story_id INTEGER NOT NULL,
  is_set   INTEGER NOT NULL,          -- 0: it was taken off; of read: the story is unread
  at       TEXT NOT NULL,             -- when it was set or taken off
  PRIMARY KEY (mark, story_id)
) WITHOUT ROWID;

-- Everything that was first seen up to a moment is read, unless it was marked
-- unread then or later.
CREATE TABLE read_upto (
  feed_id INTEGER REFERENCES feeds ON DELETE CASCADE, -- null: of all feeds
  moment  TEXT NOT NULL
);
CREATE UNIQUE INDEX read_upto_feed ON read_upto (coalesce(feed_id, 0));
