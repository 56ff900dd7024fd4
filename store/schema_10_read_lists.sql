-- A topic or a tag was marked read as a whole. What it has changes, so its stories
-- are listed as they were then: they are read, unless they were marked unread at
-- that moment or later.
CREATE TABLE read_lists (
  stream  TEXT NOT NULL,  -- "topic 3", "tag world"
  moment  TEXT NOT NULL,  -- the stories were first seen until then
  stories BLOB NOT NULL,  -- ids in order, each as its difference to the one before, in LEB128
  PRIMARY KEY (stream, moment)
) WITHOUT ROWID;
