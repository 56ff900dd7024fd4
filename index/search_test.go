package index

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"newsarchive/internal/news"

	"newsarchive/internal/query"

	"github.com/google/go-cmp/cmp"
)

// stored is a small archive.
func stored() []news.Entry {
	at := func(s string) time.Time {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			panic(err)
		}
		return t
	}
	docs := []news.Entry{
		{ID: 1, Title: "Cymbal of unity? South Korea and Japan leaders bash out K-pop hits after summit talks", Publisher: "The Guardian", Site: "theguardian.com", Language: "en", Feeds: []int64{1}, Items: []int64{7}, Flags: []string{"lead", "has-image"}},
		{ID: 2, Title: "Leaders of South Korea and Japan agree to improve cooperation", Headlines: []string{"Summit in Nara", "Korea in the news"}, Publisher: "AP News", Site: "apnews.com", Language: "en", Feeds: []int64{1}, Items: []int64{7}},
		{ID: 3, Title: "US election: What the U.K. thinks", Text: "Voters in Wales told us about COVID-19.", Publisher: "BBC News", Site: "news.bbc.co.uk", Language: "en", Feeds: []int64{2}, Items: []int64{8}, Tags: []string{"Politics", "elections 2026"}, Flags: []string{"has-text"}},
		{ID: 4, Title: "They told us to wait", Publisher: "São Paulo Times", Site: "sptimes.example", Language: "en", Feeds: []int64{2}, Items: []int64{9}},
		{ID: 5, Title: "Regeringens nya förslag om elpriser", Publisher: "DN", Site: "dn.se", Language: "sv-SE", Feeds: []int64{3}, Items: []int64{10}},
		{ID: 6, Title: "日韓首脳会談、奈良で開催", Publisher: "朝日新聞", Site: "asahi.com", Language: "ja", Feeds: []int64{4}, Items: []int64{11}},
		{ID: 7, Title: "한국의 대통령, K팝과 함께", Publisher: "연합뉴스", Site: "yna.co.kr", Language: "ko", Feeds: []int64{4}, Items: []int64{12}},
		{ID: 8, Title: "Kpop star buys AT&T shares for 1,000 dollars", Text: "The country waits. The wait: north of Seoul, wales and whales.", Publisher: "The Who Fans", Site: "who.example", Language: "en", Feeds: []int64{2, 5}, Items: []int64{13}},
	}
	for i := range docs {
		d := &docs[i]
		d.Published = at("2026-01-13T09:30:00Z").AddDate(0, 0, i)
		d.Seen = d.Published.Add(time.Hour)
		d.Day, d.SeenDay = d.Published.Format(time.DateOnly), d.Seen.Format(time.DateOnly)
		d.ClusterSize, d.Publishers = i+1, i/2+1
	}
	return docs
}

func build(tb testing.TB, docs []news.Entry) *Index {
	tb.Helper()
	x := Open(tb.TempDir(), Options{})
	if err := makeAnew(tb.Context(), x, inBatches(docs), news.Mark{Seq: 1, Nonce: 1}); err != nil {
		tb.Fatal(err)
	}
	return x
}

func parse(tb testing.TB, text string) *query.Query {
	tb.Helper()
	q, err := query.Parse(text, query.Options{Now: time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
	return q
}

// ids runs a query and returns the ids of its hits, ascending.
func ids(tb testing.TB, x *Index, r Request) []int64 {
	tb.Helper()
	r.Size = 100
	res, err := x.Search(tb.Context(), r)
	if err != nil {
		tb.Fatalf("%s: %v", r.Query.Text, err)
	}
	if res.Total != int64(len(res.Hits)) {
		tb.Errorf("%s: total %d, %d hits", r.Query.Text, res.Total, len(res.Hits))
	}
	found := []int64{}
	for _, h := range res.Hits {
		found = append(found, h.ID)
	}
	slices.Sort(found)
	return found
}

func TestSearch(t *testing.T) {
	x := build(t, stored())
	names := Names{
		Feeds:       func(name string) []int64 { n, _ := strconv.ParseInt(name, 10, 64); return []int64{n} },
		TaggedFeeds: func(tag string, _ bool) []int64 { return map[string][]int64{"asia": {4}}[tag] },
	}
	for text, want := range map[string][]int64{
		"":                            {1, 2, 3, 4, 5, 6, 7, 8},
		"South Korea Japan summit":    {1, 2},
		"korea leader":                {1, 2},
		"+leader":                     {},
		"+leaders":                    {1, 2},
		`"leaders of south korea"`:    {2},
		`"south korea" -cooperation`:  {1},
		`"Nara Korea"`:                {}, // two headlines
		`"cooperation summit"`:        {},
		"nara OR wales":               {2, 3, 8},
		"(nara OR wales) -(bbc)":      {2, 8},
		"NOT korea":                   {3, 4, 5, 6, 7, 8},
		"us":                          {3, 4},
		"US":                          {3},
		"USA":                         {3},
		"u.s.":                        {3},
		`"US election"`:               {3},
		`"us election"`:               {3},
		`"told us"`:                   {3, 4},
		"uk":                          {3},
		"K-pop":                       {1, 8},
		"kpop":                        {1, 8},
		`"k-pop hits"`:                {1},
		"covid19":                     {3},
		"covid-19":                    {3},
		"AT&T":                        {8},
		"1000":                        {8},
		"1,000":                       {8},
		"regering":                    {5},
		"elpris":                      {5},
		"forslag":                     {5},
		"new":                         {}, // neither Swedish nya nor News
		"日韓":                          {6},
		"首脳会談":                        {6},
		"首":                           {6},
		"談":                           {6},
		"日首":                          {},
		"한국":                          {7},
		"팝":                           {}, // no word
		"K-팝":                         {7},
		"K팝":                          {7},
		"대통령":                         {7},
		"국의":                          {}, // no word
		`"한국"`:                        {}, // not as it stands
		`"한국의 대통령"`:                   {7},
		"kor*":                        {1, 2},
		"koria~":                      {1, 2},
		"title:korea":                 {1, 2},
		"title:summit":                {1},
		`title:"summit talks"`:        {1},
		`title:"summit in"`:           {},
		"text:wales":                  {3, 8},
		"text:voter":                  {3},
		"text:countries":              {8},
		"text:kpop":                   {},
		`text:"told us"`:              {3},
		"title:told":                  {4},
		"publisher:guardian":          {1},
		`publisher:"the guardian"`:    {1},
		`publisher:"bbc news"`:        {3},
		"pub:news":                    {2, 3},
		`publisher:"sao paulo"`:       {4},
		"sao paulo":                   {4},
		"bbc":                         {3},
		"site:bbc.co.uk":              {3},
		"site:news.bbc.co.uk":         {3},
		"site:co.uk":                  {3},
		"feed:1":                      {1, 2},
		"feed:5,3":                    {5, 8},
		"tag:politics":                {3},
		"#politics":                   {3},
		"tag:pol*":                    {3},
		`tag:"elections 2026"`:        {3},
		"tag:asia":                    {6, 7},
		"lang:sv":                     {5},
		"lang:sv-se":                  {5},
		"lang:en -korea":              {3, 4, 8},
		"is:lead":                     {1},
		"has:text":                    {3},
		"has:image":                   {1},
		"size:>6":                     {7, 8},
		"size:2":                      {2},
		"publishers:>=4":              {7, 8},
		"id:3,5":                      {3, 5},
		"cluster:7":                   {1, 2},
		"date:2026-01-14":             {2},
		"date:2026":                   {1, 2, 3, 4, 5, 6, 7, 8},
		"date:2025":                   {},
		"date:2026-01-14..2026-01-16": {2, 3, 4},
		"date:..2026-01-14":           {1, 2},
		"date:>2026-01-18":            {7, 8},
		"date:>=2026-01-14T09:30 date:<2026-01-16T09:30": {2, 3},
		"seen:2026-01-14T10:30":                          {2},
		"date:2026-01-14T10:30":                          {},
		"the who":                                        {8},
		`"the who"`:                                      {8},
	} {
		if d := cmp.Diff(want, ids(t, x, Request{Query: parse(t, text), Names: names})); d != "" {
			t.Errorf("%s\n%s\n%s", text, parse(t, text).Root, d)
		}
	}
}

func TestSearchWithin(t *testing.T) {
	x := build(t, stored())
	if d := cmp.Diff([]int64{2}, ids(t, x, Request{Query: parse(t, "korea"), IDs: []int64{2, 3, 99}})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int64{}, ids(t, x, Request{Query: parse(t, "korea"), IDs: []int64{}})); d != "" {
		t.Error("no ids at all:", d)
	}
}

func TestOrder(t *testing.T) {
	x := build(t, stored())
	order := func(text string, s Sort) (got []int64) {
		res, err := x.Search(t.Context(), Request{Query: parse(t, text), Sort: s, Size: 3})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range res.Hits {
			got = append(got, h.ID)
		}
		return got
	}
	for _, c := range []struct {
		text string
		sort Sort
		want []int64
	}{
		{"", Relevance, []int64{8, 7, 6}},
		{"lang:en", Newest, []int64{8, 4, 3}},
		{"", Oldest, []int64{1, 2, 3}},
		{"korea", Oldest, []int64{1, 2}},
		{"told us", Relevance, []int64{4, 3}}, // shorter, and in the title
		{"wait", Relevance, []int64{4, 8}},    // in the title, however often elsewhere
		{"summit nara", Relevance, []int64{2}},
	} {
		if d := cmp.Diff(c.want, order(c.text, c.sort)); d != "" {
			t.Errorf("%q %d:\n%s", c.text, c.sort, d)
		}
	}
}

func TestCounts(t *testing.T) {
	x := build(t, stored())
	var counts []WordCount
	err := x.View(t.Context(), func(v *View) (err error) {
		counts, err = v.Counts(Request{Query: parse(t, "korea unicorn -nara")})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []int64
	for _, c := range counts {
		got = append(got, c.Count)
	}
	if d := cmp.Diff([]int64{2, 0}, got); d != "" {
		t.Error(d)
	}
}
