package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
)

// Show returns what the documents of hits say of their stories. One that was removed
// meanwhile is missing: its place has no headline and no day.
func (a *Asked) Show(ctx context.Context, hits []Hit) ([]Shown, error) {
	shown := make([]Shown, len(hits))
	if len(hits) == 0 {
		return shown, nil
	}
	ids, place := placed(hits)
	found, err := a.search(ctx, a.path("/_search"), object{
		"size": len(ids), "track_total_hits": false, "_source": []string{"shown"}, "query": all(object{"ids": object{"values": ids}}, term("kind", kindStory)),
	})
	if err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	for _, h := range found.Hits.Hits {
		var doc struct{ Shown Shown }
		if err := json.Unmarshal(h.Source, &doc); err != nil {
			return nil, a.strange(err)
		}
		if i, ok := place[h.ID]; ok {
			shown[i] = doc.Shown
		}
	}
	return shown, nil
}

// placed returns the ids of the documents of hits, and where each stands.
func placed(hits []Hit) (ids []string, place map[string]int) {
	ids, place = make([]string, len(hits)), make(map[string]int, len(hits))
	for i, h := range hits {
		ids[i], place[h.id] = h.id, i
	}
	return ids, place
}

// maxSame is how many documents of one number or key are read.
const maxSame = 1000

// Numbered returns the stories with a number, one of each archive that has one, by the
// names of these.
func (a *Asked) Numbered(ctx context.Context, story int64) ([]Hit, error) {
	return a.lookUp(ctx, object{"term": object{"story": story}})
}

// Known returns the documents of the story that archives know by a key, gnews:TOKEN or
// an address, by their names.
func (a *Asked) Known(ctx context.Context, key string) ([]Hit, error) {
	return a.withKeys(ctx, hashOf(key))
}

// Same returns the documents of the same story, also of other archives.
func (a *Asked) Same(ctx context.Context, h Hit) ([]Hit, error) {
	if len(h.Keys) == 0 {
		return []Hit{h}, nil
	}
	return a.withKeys(ctx, h.Keys...)
}

func (a *Asked) withKeys(ctx context.Context, keys ...int64) ([]Hit, error) {
	return a.lookUp(ctx, object{"terms": object{fieldCounted + ".keys": keys}})
}

func (a *Asked) lookUp(ctx context.Context, filter object) (hits []Hit, err error) {
	body := object{"query": a.asked(filter), "docvalue_fields": hitFields(), "sort": []string{"archive", "story"}}
	_, err = a.walk(ctx, maxSame, body, func(h hit) { hits = append(hits, a.hit(h)) })
	return hits, err
}

// example is how a story has a value, else the value.
func (b bucket) example(name string) string {
	if len(b.Story.Hits.Hits) == 1 {
		var doc struct{ Shown map[string]any }
		if json.Unmarshal(b.Story.Hits.Hits[0].Source, &doc) == nil {
			if text, ok := doc.Shown[name].(string); ok && text != "" {
				return text
			}
		}
	}
	return b.key()
}
