package web

import (
	"context"
	"crypto/hmac"
	"errors"
	"net/http"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
)

// picturePath is where pictures of stories are, fetched from their publishers.
const picturePath = "/picture"

// maxPictures is how many pictures are fetched at a time.
const maxPictures = 8

// errSeal means that an address of a picture was not made by this server.
var errSeal = errors.New("this address of a picture is not one of this server, or it was started again since")

// pictureHref is the address of a picture that a page shows; "" if pictures are
// not to be fetched. It is sealed: nothing else can be fetched through this server.
func (s *Server) pictureHref(ctx context.Context, ar *archive.Archive, address string) (string, error) {
	if address = format.CleanLink(address); address == "" {
		return "", nil
	}
	settings, err := ar.Settings(ctx)
	if err != nil || !settings.Images {
		return "", err
	}
	return picturePath + "?" + searchValues("of", address, "seal", s.sealer.seal("picture", address)), nil
}

// picture answers /picture: a picture from its publisher. The archive is lent only
// for its settings: a slow publisher keeps nobody waiting.
func (s *Server) picture(w http.ResponseWriter, r *http.Request) {
	q := s.read(r, route{})
	a, err := s.fetchPicture(r.Context(), q.params)
	if err != nil {
		a = s.failed(q, err)
	}
	s.write(w, r, a)
}

func (s *Server) fetchPicture(ctx context.Context, p params) (*answer, error) {
	address := p.Get("of")
	if !hmac.Equal([]byte(p.Get("seal")), []byte(s.sealer.seal("picture", address))) {
		return nil, errSeal
	}
	free, err := s.pictures.take(ctx)
	if err != nil {
		return nil, err
	}
	defer free()
	ctx, cancel := context.WithTimeout(ctx, s.options.Limits.QueryTime)
	defer cancel()
	var from *archive.Pictures
	err = s.keeper.Use(ctx, func(ar *archive.Archive) (err error) {
		from, err = ar.Pictures(ctx, s.options.UserAgent)
		return err
	})
	if err != nil {
		return nil, err
	}
	defer from.Close()
	kind, body, err := from.Get(ctx, address)
	if err != nil {
		return nil, err
	}
	return &answer{kind: kind, body: body, header: map[string]string{"Cache-Control": "private, max-age=86400"}}, nil
}
