-- How it goes with fetching a feed, beside what the table has since version 1.
-- "every" remains what a person has set.
ALTER TABLE feeds ADD COLUMN whole TEXT;                       -- when its document last came in full, not as "not modified"
ALTER TABLE feeds ADD COLUMN brought TEXT;                     -- when a fetch last brought a new item
ALTER TABLE feeds ADD COLUMN full_window TEXT;                 -- when all items of its document were last new: some may have been missed
ALTER TABLE feeds ADD COLUMN failing TEXT;                     -- since when every fetch failed; null: the last one was good
ALTER TABLE feeds ADD COLUMN failure TEXT NOT NULL DEFAULT ''; -- the kind of the last failure: timeout, dns, gone …
ALTER TABLE feeds ADD COLUMN unreachable TEXT;                 -- since when no server answers; null: one did
ALTER TABLE feeds ADD COLUMN moving_to TEXT NOT NULL DEFAULT ''; -- where permanent redirects lead; not adopted yet
ALTER TABLE feeds ADD COLUMN moving TEXT;                      -- since when
ALTER TABLE feeds ADD COLUMN pace INTEGER;                     -- seconds between fetches that were last chosen; null: none yet
ALTER TABLE feeds ADD COLUMN pace_by TEXT NOT NULL DEFAULT ''; -- by what: weeks, ttl, sy, cache-control …
ALTER TABLE feeds ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;  -- seconds between fetches that the document itself asks for; 0: nothing
ALTER TABLE feeds ADD COLUMN asks_by TEXT NOT NULL DEFAULT ''; -- ttl or sy
ALTER TABLE feeds ADD COLUMN rhythm TEXT NOT NULL DEFAULT '';  -- at what hours its items came, as JSON; see internal/pace
UPDATE feeds SET whole = succeeded, failing = CASE WHEN failures > 0 THEN fetched END;
