package web

import (
	"context"

	"newsarchive/internal/archive"
)

// homeView is what the first page shows.
type homeView struct{ Largest []eventView }

// home answers /: what is new.
func (s *Server) home(ctx context.Context, ar *archive.Archive, r *request) (*answer, error) {
	return s.page(r, "home", view{Title: "archive", Section: "home", Body: homeView{}}), nil
}
