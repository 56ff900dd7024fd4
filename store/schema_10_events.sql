-- Events: which stories tell of the same happening. The first four tables are
-- derived from the stories and from event_links, and made again by a reindex.

-- Every story as it is compared, and the story that began its event: itself, if it
-- begins one. A story that is the same as an earlier one has no row.
CREATE TABLE event_stories (
  story_id INTEGER PRIMARY KEY,
  began    INTEGER NOT NULL,
  nth      INTEGER NOT NULL,          -- in its event, as far as its candidates tell
  copied   INTEGER NOT NULL,          -- it has the headline of an earlier story of its event
  bonds    BLOB NOT NULL,             -- to other events: see store/event_bonds.go
  profile  BLOB NOT NULL              -- see store/event_profile.go
);
CREATE INDEX event_stories_began ON event_stories (began, story_id, copied) WHERE began <> story_id;
CREATE INDEX event_stories_copied ON event_stories (story_id) WHERE copied = 1;

-- Which stories have a key, by day. See store/event_keys.go.
CREATE TABLE event_keys (
  slot     INTEGER NOT NULL,          -- the day since 1970 times 256, and eight bits of the keys
  part     INTEGER NOT NULL,
  postings BLOB NOT NULL,
  PRIMARY KEY (slot, part)
) WITHOUT ROWID;

-- How like two events are, by the stories that began them: the sum of the bonds of
-- the stories of each with the other.
CREATE TABLE event_bonds (
  low  INTEGER NOT NULL,
  high INTEGER NOT NULL,
  sum  INTEGER NOT NULL,
  PRIMARY KEY (low, high)
) WITHOUT ROWID;
CREATE INDEX event_bonds_high ON event_bonds (high, low);

-- Events that are one, because they are alike or a person joined them, by the
-- stories that began them, and the lowest of these.
CREATE TABLE event_unions (
  began INTEGER PRIMARY KEY,
  top   INTEGER NOT NULL
);
CREATE INDEX event_unions_top ON event_unions (top);

-- How far the change log was followed, and by which version of the method.
CREATE TABLE event_state (
  version INTEGER NOT NULL,           -- 0: all is to be made again
  seq     INTEGER NOT NULL,
  nonce   INTEGER NOT NULL,
  maker   INTEGER NOT NULL            -- random, of who makes all again
);
INSERT INTO event_state VALUES (0, 0, 0, 0);

-- What a person said of two stories: that they are of one event, or of two. The
-- latest statement of two stories holds. story_id < other_id.
CREATE TABLE event_links (
  story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  apart    INTEGER NOT NULL,          -- 1: of two
  at       TEXT NOT NULL,
  PRIMARY KEY (story_id, other_id)
) WITHOUT ROWID;
CREATE INDEX event_links_other ON event_links (other_id);

-- Such statements of an export about a story that the archive does not hold (yet).
CREATE TABLE missing_event_links (
  story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  key      TEXT NOT NULL,
  apart    INTEGER NOT NULL,
  at       TEXT NOT NULL,
  PRIMARY KEY (story_id, key)
) WITHOUT ROWID;
CREATE INDEX missing_event_links_key ON missing_event_links (key);

-- Numbers of events whose story was deleted, and another story of each.
CREATE TABLE event_numbers (
  number   INTEGER PRIMARY KEY,
  story_id INTEGER NOT NULL
);
CREATE INDEX event_numbers_story ON event_numbers (story_id);
