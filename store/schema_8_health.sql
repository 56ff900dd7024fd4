-- Fetches that brought something new: how often a feed does.
CREATE INDEX fetches_new ON fetches (feed_id, at, new_items) WHERE new_items > 0;
