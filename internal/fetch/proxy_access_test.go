package fetch

import (
	"bufio"
	"context"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"newsarchive/internal/access"
)

func tomorrow() time.Time { return time.Now().Add(24 * time.Hour) }

// standInProxy is a SOCKS5 proxy (RFC 1928 and 1929) that connects every name to
// the loopback address, and keeps what it was asked for.
type standInProxy struct {
	address string // with its login
	mu      sync.Mutex
	asked   []string
	conns   []net.Conn
}

func standIn(t *testing.T, user, password string) *standInProxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &standInProxy{address: fmt.Sprintf("socks5://%s:%s@%s", user, password, listener.Addr())}
	var serving sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		p.mu.Lock()
		for _, conn := range p.conns {
			_ = conn.Close()
		}
		p.mu.Unlock()
		serving.Wait()
	})
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			p.mu.Lock()
			p.conns = append(p.conns, conn)
			p.mu.Unlock()
			serving.Go(func() {
				defer conn.Close() //nolint:errcheck // a test's
				_ = p.serve(conn, user, password)
			})
		}
	})
	return p
}

// names returns what the proxy was asked for, each once.
func (p *standInProxy) names() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Compact(slices.Sorted(slices.Values(p.asked)))
}

// serve answers one connection.
func (p *standInProxy) serve(conn net.Conn, user, password string) error {
	r := bufio.NewReader(conn)
	methods, err := counted(r, 1)
	if err != nil || !slices.Contains(methods, 2) {
		return errors.Join(err, errors.New("the client offers no login"))
	}
	if _, err := conn.Write([]byte{5, 2}); err != nil {
		return err
	}
	name, errName := counted(r, 1)
	word, errWord := counted(r, 0)
	if errName != nil || errWord != nil || string(name) != user || string(word) != password {
		_, err := conn.Write([]byte{1, 1})
		return err
	}
	if _, err := conn.Write([]byte{1, 0}); err != nil {
		return err
	}
	host, port, err := destination(r)
	if err != nil {
		return err
	}
	p.mu.Lock()
	p.asked = append(p.asked, host)
	p.mu.Unlock()
	server, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(port)) //nolint:noctx // a test's
	if err != nil {
		_, err := conn.Write([]byte{5, 5, 0, 1, 0, 0, 0, 0, 0, 0})
		return err
	}
	defer server.Close() //nolint:errcheck // a test's
	if _, err := conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	return join(conn, r, server)
}

// join copies both ways until one side ends.
func join(client net.Conn, ahead io.Reader, server net.Conn) error {
	var copying sync.WaitGroup
	copying.Go(func() {
		_, _ = io.Copy(server, ahead)
		_ = server.Close()
	})
	_, err := io.Copy(client, server)
	_ = client.Close()
	copying.Wait()
	return err
}

// counted reads so many bytes, and then a text behind its length.
func counted(r io.Reader, before int) ([]byte, error) {
	head := make([]byte, before+1)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	text := make([]byte, head[before])
	_, err := io.ReadFull(r, text)
	return text, err
}

// destination reads where a client wants to go.
func destination(r io.Reader) (host string, port int, err error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(r, head); err != nil {
		return "", 0, err
	}
	switch head[3] {
	case 1:
		four := make([]byte, 4)
		if _, err := io.ReadFull(r, four); err != nil {
			return "", 0, err
		}
		host = netip.AddrFrom4([4]byte(four)).String()
	case 3:
		name, err := counted(r, 0)
		if err != nil {
			return "", 0, err
		}
		host = string(name)
	default:
		return "", 0, fmt.Errorf("an address of kind %d", head[3])
	}
	two := make([]byte, 2)
	if _, err := io.ReadFull(r, two); err != nil {
		return "", 0, err
	}
	return host, int(two[0])<<8 | int(two[1]), nil
}

// A feed's own proxy is used for every request of the feed and for no other; it
// looks up what a person typed. Where a redirect leads is checked here.
func TestSOCKS5(t *testing.T) {
	t.Parallel()
	server := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		_, _ = fmt.Fprintf(w, "%s %s", r.Host, r.Header.Get("Authorization"))
	})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(server.URL, "http://"))
	proxy := standIn(t, "ada", "s3cret")
	c := client(t, Config{Lookup: func(_ context.Context, _, host string) ([]netip.Addr, error) {
		if host == "inside.example" {
			return []netip.Addr{netip.MustParseAddr("10.0.0.1")}, nil
		}
		return []netip.Addr{netip.MustParseAddr("93.184.216.34")}, nil
	}})
	hidden, public, inside := "http://hidden.example:"+port, "http://public.example:"+port, "http://inside.example:"+port
	r := typed(hidden)
	r.Settings = access.Settings{Proxy: proxy.address, Token: "t0ken"}
	if got := string(get(t, c, r).Body); got != "hidden.example:"+port+" Bearer t0ken" {
		t.Errorf("%q", got)
	}
	r.URL = hidden + "/?to=" + public
	if got := string(get(t, c, r).Body); got != "public.example:"+port+" " {
		t.Errorf("%q", got)
	}
	r.URL = hidden + "/?to=" + inside
	wantError(t, c, r, ErrPrivate, "10.0.0.1")
	get(t, c, typed(server.URL)) // another feed goes directly
	if got, want := proxy.names(), []string{"hidden.example", "public.example"}; !slices.Equal(got, want) {
		t.Errorf("the proxy was asked for %v", got)
	}

	r.URL, r.Proxy = hidden, strings.Replace(proxy.address, "s3cret", "wr0ng", 1)
	if e := wantError(t, c, r, ErrProxy, "the proxy cannot be used: "); strings.Contains(e.Error(), "wr0ng") {
		t.Errorf("the password is in %v", &e)
	}
	r.URL, r.Proxy = "http://hidden.example:1", proxy.address
	wantError(t, c, r, ErrProxy, "the proxy cannot be used: ")
	r.URL, r.Proxy = hidden, "socks5://127.0.0.1:1"
	wantError(t, c, r, ErrProxy, "connection refused")
}

// httpProxy is an HTTP proxy that wants a login, and connects every name to the
// loopback address.
func httpProxy(t *testing.T, secured bool) (proxy *httptest.Server, asked func() []string) {
	t.Helper()
	var mu sync.Mutex
	var all []string
	login := "Basic " + base64.StdEncoding.EncodeToString([]byte("ada:s3cret"))
	handler := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		all = append(all, r.Method+" "+r.Host)
		mu.Unlock()
		switch {
		case r.Header.Get("Proxy-Authorization") != login:
			w.WriteHeader(http.StatusProxyAuthRequired)
		case r.Method != http.MethodConnect:
			_, _ = fmt.Fprint(w, "by proxy: ", r.URL)
		default:
			tunnel(w, r)
		}
	}
	if secured {
		proxy = secure(t, handler)
	} else {
		proxy = serve(t, handler)
	}
	return proxy, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(all)
	}
}

// tunnel connects to the loopback address, whatever the name.
func tunnel(w http.ResponseWriter, r *http.Request) {
	_, port, _ := net.SplitHostPort(r.Host)
	server, err := net.Dial("tcp", "127.0.0.1:"+port) //nolint:noctx // a test's
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer server.Close() //nolint:errcheck // a test's
	w.WriteHeader(http.StatusOK)
	conn, ahead, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	_ = join(conn, ahead, server)
}

func TestHTTPProxyOfAFeed(t *testing.T) {
	t.Parallel()
	server := secure(t, hello)
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(server.URL, "https://"))
	proxy, asked := httpProxy(t, false)
	at := strings.Replace(proxy.URL, "http://", "http://ada:s3cret@", 1)
	c := client(t, Config{})
	r := typed("http://feeds.example/x")
	r.Proxy = at
	if got := string(get(t, c, r).Body); got != "by proxy: http://feeds.example/x" {
		t.Errorf("%q", got)
	}
	r.URL = "https://feeds.example:" + port
	wantError(t, c, r, ErrTLS, "not for feeds.example")
	r.Pin = access.PinOf(server.Certificate()).String()
	if got := string(get(t, c, r).Body); got != "hello" {
		t.Errorf("%q", got)
	}
	if want := []string{"GET feeds.example", "CONNECT feeds.example:" + port, "CONNECT feeds.example:" + port}; !slices.Equal(asked(), want) {
		t.Errorf("the proxy was asked %v", asked())
	}
	r.Proxy = strings.Replace(at, "s3cret", "wr0ng", 1)
	for _, address := range []string{"https://feeds.example:" + port, "http://feeds.example/"} {
		r.URL = address
		_, err := c.Get(t.Context(), r)
		if err == nil || !strings.Contains(err.Error(), "the proxy wants a user name and a password (407)") || strings.Contains(err.Error(), "wr0ng") {
			t.Errorf("%s: %v", address, err)
		}
	}
	r.URL, r.Proxy = "https://feeds.example:1", at
	wantError(t, c, r, ErrProxy, "502 bad gateway")
}

// The certificate of a proxy is checked as ever: what is set is about the feed's.
func TestProxyOverTLS(t *testing.T) {
	t.Parallel()
	server := secure(t, hello)
	proxy, asked := httpProxy(t, true)
	c := client(t, Config{})
	for _, s := range []access.Settings{{Insecure: true}, {Pin: access.PinOf(server.Certificate()).String()}} {
		r := typed(server.URL)
		r.Settings = s
		r.Proxy = strings.Replace(proxy.URL, "https://", "https://ada:s3cret@", 1)
		wantError(t, c, r, ErrProxy, "the proxy cannot be used: x509:")
	}
	if len(asked()) > 0 {
		t.Errorf("the proxy was asked %v", asked())
	}

	at, err := url.Parse(strings.Replace(proxy.URL, "https://", "https://ada:s3cret@", 1))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(proxy.Certificate())
	dialer := &net.Dialer{Timeout: handshake}
	trusted := newTransport(nil, nil, nil, tlsConfig(access.Settings{Insecure: true}))
	useProxy(trusted, *at, dialer, roots)
	c = client(t, Config{Transport: trusted})
	if got := string(get(t, c, typed(server.URL)).Body); got != "hello" {
		t.Errorf("%q", got)
	}
	if got, want := asked(), []string{"CONNECT " + strings.TrimPrefix(server.URL, "https://")}; !slices.Equal(got, want) {
		t.Errorf("the proxy was asked %v", got)
	}
}
