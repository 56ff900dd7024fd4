package opensearch

// mappingVersion is raised when the settings or the mapping of an index change. The
// name of the index ends with it. An index of an earlier version is copied (renew.go):
// so a document's source has all that is indexed of it.
//
//	1  the first
//	2  sets are text of one term a value, which takes less time than a keyword; what is
//	   only sorted by, counted or compared is not searchable
const mappingVersion = 2

// program marks an index as ours.
const program = "newsarchive"

// Layout says how an index is made; it has no meaning for one that is there.
type Layout struct {
	Shards   int // 0: one
	Replicas int // negative: one if there is more than one node
}

// The kinds of documents.
const (
	kindStory = "story"
	kindGone  = "gone" // a tombstone
	kindState = "state"
	kindAbout = "about"
)

type object map[string]any

// definition is what makes an index.
func (l Layout) definition() object {
	settings := object{
		"number_of_shards": max(l.Shards, 1),
		"refresh_interval": "30s", // a mirror refreshes when it is done
		"analysis": object{
			"tokenizer": object{"terms": object{"type": "whitespace", "max_token_length": 1 << 20}},
			"filter": object{
				"alternatives": object{"type": "pattern_capture", "preserve_original": false, "patterns": []string{"([^" + string(alternative) + "]+)"}},
				"nothing":      object{"type": "stop", "stopwords": []string{string(nothing)}},
				"short":        object{"type": "length", "max": 8191}, // Lucene takes 32,766 bytes
			},
			"analyzer": object{
				"positions": object{"type": "custom", "tokenizer": "terms", "filter": []string{"alternatives", "nothing"}},
				"counts":    object{"type": "custom", "tokenizer": "terms", "filter": []string{"alternatives"}},
				"whole":     object{"type": "custom", "tokenizer": "keyword", "filter": []string{"short"}},
			},
		},
	}
	if l.Replicas < 0 {
		settings["auto_expand_replicas"] = "0-1"
	} else {
		settings["number_of_replicas"] = l.Replicas
	}
	return object{"settings": object{"index": settings}, "mappings": mapping()}
}

// mapping has a template for each kind of field with terms, so that a field that is
// new in package index needs no change here.
func mapping() object {
	template := func(prefix string, field object) object {
		return object{prefix: object{"match": prefix + "*", "mapping": field}}
	}
	keyword, long := object{"type": "keyword"}, object{"type": "long"}
	name, number := object{"type": "keyword", "index": false}, object{"type": "long", "index": false}
	return object{
		"_meta":   object{"program": program, "mapping": mappingVersion},
		"dynamic": "strict_allow_templates",
		"dynamic_templates": []object{
			template(prefixPositions, object{"type": "text", "analyzer": "positions", "norms": false}),
			template(prefixCounts, object{"type": "text", "analyzer": "counts", "index_options": "freqs"}),
			template(prefixSet, object{"type": "text", "analyzer": "whole", "norms": false, "index_options": "docs"}),
			template(prefixNumber, object{"type": "long"}),
		},
		"properties": object{
			"kind": keyword, "archive": keyword, "generation": keyword,
			"story": long, fieldSum: number,
			fieldCounted: object{"properties": object{
				"keys": long, "items": long, "key": number, "cluster": number, "size": number, "length": number,
				"day": keyword, "publisher": name, "site": name, "language": name,
			}},
			"shown": object{"type": "object", "enabled": false},
			"state": object{"type": "object", "enabled": false},
		},
	}
}
