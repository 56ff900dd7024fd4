package gnewstest

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"newsarchive/internal/gnews"
)

// Client returns a client whose requests, whatever their host, the stand-in
// answers, without a network.
func (s *Server) Client() gnews.Client {
	return client{&http.Client{Transport: transport{s}}}
}

// transport hands requests to a handler.
type transport struct{ handler http.Handler }

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	r.Host = r.URL.Host
	t.handler.ServeHTTP(w, r)
	answer := w.Result()
	answer.Request = r
	return answer, nil
}

type client struct{ http *http.Client }

func (c client) Get(ctx context.Context, address string) (gnews.Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return gnews.Answer{}, err
	}
	return c.do(request, 2<<20)
}

func (c client) Post(ctx context.Context, address string, form url.Values) (gnews.Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return gnews.Answer{}, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
	return c.do(request, 12<<20)
}

func (c client) do(request *http.Request, limit int64) (gnews.Answer, error) {
	answer, err := c.http.Do(request)
	if err != nil {
		return gnews.Answer{}, err
	}
	defer answer.Body.Close() //nolint:errcheck // read only
	body, err := io.ReadAll(io.LimitReader(answer.Body, limit))
	if err != nil {
		return gnews.Answer{}, err
	}
	return gnews.Answer{
		Status: answer.StatusCode, URL: answer.Request.URL.String(),
		RetryAfter: answer.Header.Get("Retry-After"), Body: body,
	}, nil
}
