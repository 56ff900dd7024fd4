package web

import (
	"time"

	"newsarchive/internal/archive/archivetest"
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
