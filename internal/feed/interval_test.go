package feed

import (
	"testing"
	"time"
)

func TestInterval(t *testing.T) {
	const sy = ` xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"`
	for name, test := range map[string]struct {
		doc  string
		want time.Duration
		by   string
	}{
		"nothing":          {`<rss><channel><title>a</title></channel></rss>`, 0, ""},
		"ttl":              {`<rss><channel><ttl> 60 </ttl></channel></rss>`, time.Hour, "ttl"},
		"not a number":     {`<rss><channel><ttl>NaN</ttl></channel></rss>`, 0, ""},
		"negative":         {`<rss><channel><ttl>-5</ttl></channel></rss>`, 0, ""},
		"for ever":         {`<rss><channel><ttl>1e300</ttl></channel></rss>`, longestAsked, "ttl"},
		"hourly":           {`<rss` + sy + `><channel><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rss>`, 30 * time.Minute, "sy"},
		"another prefix":   {`<rss xmlns:s="http://purl.org/rss/1.0/modules/syndication/"><channel><s:updatePeriod>weekly</s:updatePeriod></channel></rss>`, 7 * 24 * time.Hour, "sy"},
		"undeclared":       {`<rss><channel><sy:updatePeriod>Daily</sy:updatePeriod></channel></rss>`, 24 * time.Hour, "sy"},
		"frequency alone":  {`<rss` + sy + `><channel><sy:updateFrequency>4</sy:updateFrequency></channel></rss>`, 6 * time.Hour, "sy"},
		"frequency of 0":   {`<rss` + sy + `><channel><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency></channel></rss>`, time.Hour, "sy"},
		"the longest":      {`<rss` + sy + `><channel><ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod></channel></rss>`, 90 * time.Minute, "ttl"},
		"RDF":              {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"` + sy + `><channel><sy:updatePeriod>hourly</sy:updatePeriod></channel></rdf:RDF>`, time.Hour, "sy"},
		"Atom":             {`<feed xmlns="http://www.w3.org/2005/Atom"` + sy + `><sy:updatePeriod>hourly</sy:updatePeriod></feed>`, time.Hour, "sy"},
		"of an item alone": {`<rss` + sy + `><channel><item><title>a</title><ttl>60</ttl></item></channel></rss>`, 0, ""},
	} {
		doc, err := Parse(t.Context(), []byte(test.doc), Options{})
		if err != nil || doc.Asks != test.want || doc.AsksBy != test.by {
			t.Errorf("%s: %v by %q, want %v by %q: %v", name, doc.Asks, doc.AsksBy, test.want, test.by, err)
		}
	}
}
