package fetch

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"

	"newsarchive/internal/fetch/fetchtest"
)

// bubbled is the address of the server that inBubble gives a test. On loopback no
// gap is kept between requests.
const bubbled = "http://127.0.0.1"

// inBubble runs a test with a client and a server whose time is that of synctest:
// however busy the machine is, no timeout passes before the server has had its turn.
func inBubble(t *testing.T, config Config, answer http.HandlerFunc, test func(*testing.T, *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := fetchtest.NewNetwork()
		server := &http.Server{Handler: answer, ErrorLog: quiet()} //nolint:gosec // has no timeout: all its clients are ours
		served := make(chan error)
		go func() { served <- server.Serve(network) }()
		config.Transport = &http.Transport{DialContext: network.Dial}
		c := New(config)
		test(t, c)
		c.Close()
		if err := server.Shutdown(t.Context()); err != nil { // waits for answer to return
			t.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
}
