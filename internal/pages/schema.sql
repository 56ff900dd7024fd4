-- The pages of stories. Times are milliseconds since 1970, UTC.
CREATE TABLE pages (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  story   INTEGER NOT NULL, -- stories.id of archive.db
  fetched INTEGER NOT NULL,
  status  INTEGER NOT NULL, -- of HTTP
  url     TEXT NOT NULL,    -- the address that answered
  size    INTEGER NOT NULL, -- of the body in bytes, unpacked
  hash    BLOB NOT NULL,    -- SHA-256 of the body
  head    BLOB NOT NULL,    -- zstd: JSON of the address asked, redirects, header
  body    BLOB NOT NULL,    -- zstd
  UNIQUE (story, hash, status)
);

-- The robots.txt of an origin (RFC 9309): scheme://host[:port].
CREATE TABLE robots (
  origin  TEXT PRIMARY KEY,
  fetched INTEGER NOT NULL,
  status  INTEGER NOT NULL, -- of HTTP; 0: no answer
  body    BLOB NOT NULL     -- zstd
) WITHOUT ROWID;
