package archive

import (
	"errors"
	"net/http"

	"newsarchive/internal/feed"
	"newsarchive/internal/fetch"
	"newsarchive/internal/news"
	"newsarchive/store"
)

// failureKind says in a word why a feed could not be fetched or read.
func failureKind(err error) news.FailureKind {
	var none *NoFeedError
	var failed *fetch.Error
	switch {
	case errors.As(err, &none):
		return none.Kind
	case errors.Is(err, feed.ErrHTML):
		return news.FailHTML
	case errors.Is(err, feed.ErrEmpty), errors.Is(err, feed.ErrUnknown), errors.Is(err, feed.ErrBroken), errors.Is(err, feed.ErrLimit):
		return news.FailFormat
	case errors.Is(err, store.ErrStranger):
		return news.FailStranger
	case errors.Is(err, ErrSecret):
		return news.FailSecret
	case errors.As(err, &failed):
		return fetchKind(failed)
	}
	return news.FailOther
}

// fetchKind is the word for a failed request.
func fetchKind(e *fetch.Error) news.FailureKind {
	if errors.Is(e, fetch.ErrBotCheck) {
		return news.FailBot
	}
	if e.Status == http.StatusServiceUnavailable && e.RetryAfter > 0 {
		return news.FailBusy
	}
	for _, known := range []struct {
		err  error
		kind news.FailureKind
	}{
		{fetch.ErrTimeout, news.FailTimeout},
		{fetch.ErrName, news.FailDNS},
		{fetch.ErrRefused, news.FailRefused},
		{fetch.ErrTLS, news.FailTLS},
		{fetch.ErrBroken, news.FailBroken},
		{fetch.ErrEncoding, news.FailEncoding},
		{fetch.ErrTooLarge, news.FailTooLarge},
		{fetch.ErrRedirect, news.FailRedirect},
		{fetch.ErrNotFound, news.FailNotFound},
		{fetch.ErrGone, news.FailGone},
		{fetch.ErrForbidden, news.FailForbidden},
		{fetch.ErrBusy, news.FailBusy},
		{fetch.ErrServer, news.FailServer},
		{fetch.ErrStatus, news.FailStatus},
		{fetch.ErrPrivate, news.FailPrivate},
		{fetch.ErrPort, news.FailPrivate},
		{fetch.ErrAddress, news.FailAddress},
		{fetch.ErrFile, news.FailFile},
		{fetch.ErrNetwork, news.FailNetwork},
	} {
		if errors.Is(e, known.err) {
			return known.kind
		}
	}
	return news.FailOther
}
