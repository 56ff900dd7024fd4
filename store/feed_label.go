package store

import "newsarchive/internal/news"

// feedLabel is [news.Feed.Label] of a row f of feeds.
const feedLabel = `coalesce(f.name, nullif(f.title, ''), CASE f.url WHEN '` + news.LocalFeed + `' THEN '` + news.LocalLabel + `' ELSE f.url END)`
