package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// Settings are the archive's own. They hold for every command.
type Settings struct {
	// Text says whether the pages of feeds' stories are fetched where the feed
	// itself does not say; nil: nobody was asked yet, and they are not.
	Text *bool `json:"text,omitempty"`
	// Google allows that Google News is asked where its links lead, Wayback that
	// the Internet Archive is asked for pages that are gone.
	Google  bool `json:"google"`
	Wayback bool `json:"wayback"`
	// Images allows that the pictures of stories are fetched when they are shown.
	Images bool `json:"images"`
	// Networks are private networks whose addresses may be fetched.
	Networks []netip.Prefix `json:"networks,omitempty"`
	// Contact is an address for publishers, which requests for pages name.
	Contact string `json:"contact,omitempty"`
	// UnreadDays is after how many days a story that was not read counts as read
	// for programs that sync with the archive; 0: the default, [DefaultUnreadDays].
	UnreadDays int `json:"unread_days,omitempty"`
}

// DefaultUnreadDays is [Settings].UnreadDays where nobody has set it, and
// MaxUnreadDays the most that can be set.
const (
	DefaultUnreadDays = 30
	MaxUnreadDays     = 10_000
)

// The names of settings in the database.
const (
	settingText     = "text"
	settingGoogle   = "google"
	settingWayback  = "wayback"
	settingImages   = "images"
	settingNetworks = "networks"
	settingContact  = "contact"
	settingUnread   = "unread"
)

// Settings returns the archive's settings. A value that cannot be used is an
// error that names it.
func (s *Store) Settings(ctx context.Context) (Settings, error) {
	var all Settings
	err := queryRows(ctx, s.read, func(rows *sql.Rows) error {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return err
		}
		if err := all.set(name, value); err != nil {
			return fmt.Errorf("the setting %s is %q: %w", name, value, err)
		}
		return nil
	}, `SELECT name, value FROM settings`)
	if err != nil {
		return Settings{}, fmt.Errorf("read the settings: %w", err)
	}
	return all, nil
}

// set sets a value as the database has it. Unknown names are of a later version
// and are left alone.
func (s *Settings) set(name, value string) error {
	on := value == "on"
	switch name {
	case settingText:
		s.Text = &on
	case settingGoogle:
		s.Google = on
	case settingWayback:
		s.Wayback = on
	case settingImages:
		s.Images = on
	case settingContact:
		s.Contact = value
	case settingUnread:
		days, err := strconv.Atoi(value)
		if err != nil || days < 0 || days > MaxUnreadDays {
			return fmt.Errorf("it is a number of days up to %d", MaxUnreadDays)
		}
		s.UnreadDays = days
	case settingNetworks:
		for network := range strings.FieldsSeq(value) {
			prefix, err := netip.ParsePrefix(network)
			if err != nil {
				return err
			}
			s.Networks = append(s.Networks, prefix)
		}
	}
	return nil
}

// SettingsEdit lists settings to change; nil fields keep their values.
type SettingsEdit struct {
	Text     *bool
	Google   *bool
	Wayback  *bool
	Images   *bool
	Networks *[]netip.Prefix
	Contact  *string
	// UnreadDays is at most [MaxUnreadDays]; 0 is the default.
	UnreadDays *int
}

// EditSettings changes the archive's settings.
func (s *Store) EditSettings(ctx context.Context, e SettingsEdit) error {
	values := map[string]string{}
	for name, value := range map[string]*bool{settingText: e.Text, settingGoogle: e.Google, settingWayback: e.Wayback, settingImages: e.Images} {
		if value != nil {
			values[name] = map[bool]string{true: "on", false: "off"}[*value]
		}
	}
	if e.Networks != nil {
		var all []string
		for _, network := range *e.Networks {
			all = append(all, network.String())
		}
		values[settingNetworks] = strings.Join(all, " ")
	}
	if e.UnreadDays != nil {
		values[settingUnread] = strconv.Itoa(*e.UnreadDays)
	}
	if e.Contact != nil {
		values[settingContact] = *e.Contact
	}
	return s.transact(ctx, "change the settings", time.Now(), func(v *saver) error {
		for name, value := range values {
			if _, err := v.exec(`INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value); err != nil {
				return err
			}
		}
		return nil
	})
}
