package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"newsarchive/internal/archive/archivetest"
	"newsarchive/internal/fever"
	"newsarchive/internal/readerapi"
	"newsarchive/internal/signin"
)

// passwords are those of the device's archive. Their clock stands before its
// stories.
func (d *device) passwords() *signin.Passwords {
	d.Helper()
	p := signin.New(d.dir, signin.Options{Now: func() time.Time { return archivetest.Start().AddDate(0, -6, 0) }})
	d.Cleanup(func() {
		if err := p.Close(); err != nil {
			d.Error(err)
		}
	})
	return p
}

func (d *device) password(write bool) string {
	d.Helper()
	password, _, err := d.options.Passwords.Add(d.Context(), "phone", write)
	if err != nil {
		d.Fatal(err)
	}
	return password
}

// signs are the ways in which programs give a password.
func (d *device) signs(password string) map[string]func() got {
	as := func(method, address, body string, fields ...string) func() got {
		return func() got {
			auth := d.auth
			defer func() { d.auth = auth }()
			d.auth = ""
			return d.send(method, address, body, fields...)
		}
	}
	return map[string]func() got{
		"ClientLogin":                as(http.MethodPost, loginPath, "Email=me&Passwd="+password),
		"ClientLogin in the address": as(http.MethodPost, loginPath+"?Email=me&Passwd="+password, ""),
		"a call":                     as(http.MethodGet, readerapi.CallsPath+"subscription/list", "", "Authorization", "GoogleLogin auth="+password),
		"a change":                   as(http.MethodPost, readerapi.CallsPath+"edit-tag", "i=1&a=user/-/state/com.google/read", "Authorization", "GoogleLogin auth="+password),
		"token":                      as(http.MethodGet, readerapi.CallsPath+"token", "", "Authorization", "GoogleLogin auth="+password),
		"Atom":                       as(http.MethodGet, readerapi.AtomPath+"feed/1", "", "Authorization", "GoogleLogin auth="+password),
		"Miniflux":                   as(http.MethodGet, minifluxPath+"v1/feeds", "", minifluxToken, password),
		"Fever":                      as(http.MethodPost, feverPath+"?api", "api_key="+fever.Key(password)),
	}
}

// answers checks how each way is answered: Fever's API says in its answer, with
// status 200, that the key is wrong.
func (d *device) answers(what, password string, status int) {
	d.Helper()
	for way, send := range d.signs(password) {
		res := send()
		want := status
		if way == "Fever" && status == http.StatusUnauthorized {
			want = http.StatusOK
			if !strings.Contains(res.body, `"auth":0`) {
				d.Errorf("%s, %s: %s", what, way, res.body)
			}
		}
		if res.StatusCode != want {
			d.Errorf("%s, %s: %s, not %d\n%s", what, way, res.Status, want, res.body)
		}
		if bad := res.Header.Get("X-Reader-Google-Bad-Token"); (bad == "true") != (want == http.StatusUnauthorized) {
			d.Errorf("%s, %s: the field for a bad token is %q", what, way, bad)
		}
		if wait := res.Header.Get("Retry-After"); (wait != "") != (status == http.StatusTooManyRequests) {
			d.Errorf("%s, %s: Retry-After is %q", what, way, wait)
		}
	}
}

// TestReaderPasswords promises, of every address of feed readers, that a wrong
// password, and one that was removed, is answered with 401 and the field by which
// programs know to sign in again; that after ten wrong ones further ones wait; and
// that a right one is taken all the while.
func TestReaderPasswords(t *testing.T) {
	d := newDevice(t, false)
	right, _, err := d.options.Passwords.AddFever(t.Context(), "tablet", false)
	if err != nil {
		t.Fatal(err)
	}
	removed := d.auth
	d.answers("right", right, http.StatusOK)
	if err := d.options.Passwords.Remove(t.Context(), "phone"); err != nil {
		t.Fatal(err)
	}
	d.answers("removed", removed, http.StatusUnauthorized) // eight wrong ones
	for _, wrong := range []string{"x", ""} {
		if res := d.signs(wrong)["ClientLogin"](); res.StatusCode != http.StatusUnauthorized {
			t.Errorf("wrong: %s", res.Status)
		}
	}
	d.answers("wrong again and again", "x", http.StatusTooManyRequests)
	d.answers("right, between wrong ones", right, http.StatusOK)
	*d.now = d.now.Add(time.Hour)
	d.answers("wrong, later", "x", http.StatusUnauthorized)
	for _, secret := range []string{right, removed, fever.Key(right), fever.Key(removed)} {
		if strings.Contains(d.log.String(), secret) {
			t.Error("the log has a password")
		}
	}
}

// TestReaderDevices promises that two devices see the same numbers, each with the
// marks of the other, and that the end of one leaves the other.
func TestReaderDevices(t *testing.T) {
	d := newDevice(t, false)
	phone := d.auth
	tablet, _, err := d.options.Passwords.Add(t.Context(), "tablet", false)
	if err != nil {
		t.Fatal(err)
	}
	d.has(allUnread, 4, 3, 2, 1)
	d.auth = tablet
	d.has(allUnread, 4, 3, 2, 1)
	d.change("edit-tag", "a=user/-/state/com.google/read&i="+itemForm(4))
	d.auth = phone
	d.change("edit-tag", "a=user/-/state/com.google/starred&i="+itemForm(4))
	d.has(allUnread, 3, 2, 1)
	if err := d.options.Passwords.Remove(t.Context(), "phone"); err != nil {
		t.Fatal(err)
	}
	if res := d.send(http.MethodGet, readerapi.CallsPath+"token", ""); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("the removed device: %s", res.Status)
	}
	d.auth = tablet
	d.has(starred, 4)
}
