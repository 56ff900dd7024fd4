package web

import (
	"context"
	"encoding/xml"
	"net/http"

	"newsarchive/internal/archive"
)

// health answers whether the archive can be read and its index asked: 200 ok,
// else the error with its status.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), s.options.Limits.QueryTime)
	defer cancel()
	if err := s.answers(ctx); err != nil {
		s.write(w, r, s.failed(s.read(r, route{}), err))
		return
	}
	s.write(w, r, &answer{kind: "text/plain; charset=utf-8", body: []byte("ok\n"), header: notKept()})
}

// answers returns why the archive, or what is asked instead, does not answer.
func (s *Server) answers(ctx context.Context) error {
	if s.there != nil {
		_, err := s.there.Archives(ctx)
		return err
	}
	return s.keeper.Use(ctx, func(ar *archive.Archive) error {
		_, err := ar.State(ctx)
		return err
	})
}

// openSearch describes the search to browsers (OpenSearch 1.1).
func (s *Server) openSearch(w http.ResponseWriter, r *http.Request) {
	base := s.read(r, route{}).root()
	type address struct {
		Type     string `xml:"type,attr"`
		Rel      string `xml:"rel,attr,omitempty"`
		Template string `xml:"template,attr"`
	}
	body, _ := xml.MarshalIndent(struct { // of strings
		XMLName     xml.Name  `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string    `xml:"ShortName"`
		Description string    `xml:"Description"`
		Encoding    string    `xml:"InputEncoding"`
		Image       string    `xml:"Image"`
		URLs        []address `xml:"Url"`
	}{
		ShortName: "archive", Description: "Search your archive of the news", Encoding: "UTF-8", Image: base + s.static.address("icon.svg"),
		URLs: []address{
			{"text/html", "results", base + "/search?q={searchTerms}"},
			{"application/atom+xml", "results", base + "/search.atom?q={searchTerms}"},
			{"application/opensearchdescription+xml", "self", base + "/opensearch.xml"},
		},
	}, "", "  ")
	s.write(w, r, &answer{kind: "application/opensearchdescription+xml; charset=utf-8", body: append([]byte(xml.Header), append(body, '\n')...)})
}
