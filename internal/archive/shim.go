package archive

import (
	"newsarchive/index"
	"newsarchive/store"
)

func docs(es []store.Entry) []index.Document {
	ds := make([]index.Document, len(es))
	for i, e := range es {
		ds[i] = index.Document{ID: e.ID, Title: e.Title, Headlines: e.Headlines, Text: e.Text, Publisher: e.Publisher, Site: e.Site, Language: e.Language, Feeds: e.Feeds, Items: e.Items, Tags: e.Tags, Published: e.At, Day: e.Day, Seen: e.FirstSeen, SeenDay: e.SeenDay, ClusterSize: e.ClusterSize, Publishers: e.Publishers}
	}
	return ds
}
