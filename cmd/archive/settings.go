package main

import (
	"cmp"
	"context"
	"net/netip"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

func newSettingsCmd(a *app) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "settings [NAME VALUE…]",
		Short: "Show or change the archive's settings",
		Long: `Show the archive's settings, or change one. They hold for every command.

  text on|off       fetch the pages of new stories, and keep their texts, unless
                    a feed says otherwise (off until you choose)
  google on|off     let each sync ask Google News where its links lead (off)
  wayback on|off    ask the Internet Archive for pages that are gone (off)
  images on|off     show the pictures of stories in "archive serve", fetched from
                    their publishers when a page is opened (off)
  contact TEXT      an address for publishers, such as a mail address: requests
                    for pages name it
  networks CIDR…    private networks whose pages may be fetched, such as
                    10.1.0.0/16; without any, none may
  unread DAYS       for programs that sync with the archive: what was first
                    seen longer ago counts as read, unless it was marked
                    otherwise (30)

In a pipe, a record is: name, value.`,
		Example: `  archive settings
  archive settings text on
  archive settings contact me@example.org
  archive settings networks 10.1.0.0/16 fd00::/8
  archive settings contact ''                   remove it`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			switch {
			case len(args) == 0:
				return settingNames(), cobra.ShellCompDirectiveNoFileComp
			case len(args) == 1:
				return []string{"on", "off"}, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.with(cmd.Context(), func(ar *archive.Archive) error { return showSettings(cmd.Context(), a, ar, asJSON) })
			}
			edit, err := settingsEdit(args[0], args[1:])
			if err != nil {
				return err
			}
			return a.withNew(cmd.Context(), func(ar *archive.Archive) error {
				err := ar.EditSettings(cmd.Context(), edit)
				if err == nil {
					a.note("%s: %s", args[0], cmp.Or(strings.Join(args[1:], " "), "none"))
				}
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON document")
	return cmd
}

func settingNames() []string {
	return []string{"text", "google", "wayback", "images", "contact", "networks", "unread"}
}

// settingsEdit reads a change of a setting.
func settingsEdit(name string, values []string) (e store.SettingsEdit, err error) {
	var on bool
	switch name {
	case "text", "google", "wayback", "images":
		if on, err = onOff(name, values); err != nil {
			return e, err
		}
	}
	switch name {
	case "text":
		e.Text = &on
	case "google":
		e.Google = &on
	case "wayback":
		e.Wayback = &on
	case "images":
		e.Images = &on
	case "contact":
		contact := strings.Join(values, " ")
		if len(values) == 0 || strings.ContainsFunc(contact, func(r rune) bool { return r < ' ' || r > '~' }) || len(contact) > 200 {
			return e, usagef("contact is a mail or web address in ASCII, or '' for none")
		}
		e.Contact = &contact
	case "networks":
		networks := []netip.Prefix{}
		for _, value := range values {
			if value == "" {
				continue
			}
			network, err := netip.ParsePrefix(value)
			if err != nil {
				return e, usagef("%q is no network; one is written as 10.1.0.0/16", value)
			}
			networks = append(networks, network.Masked())
		}
		if len(values) == 0 {
			return e, usagef("networks needs a network such as 10.1.0.0/16, or '' for none")
		}
		e.Networks = &networks
	case "unread":
		days := 0
		if len(values) == 1 {
			days, err = strconv.Atoi(values[0])
		}
		if err != nil || days < 1 || days > store.MaxUnreadDays {
			return e, usagef("unread takes a number of days from 1 to %d", store.MaxUnreadDays)
		}
		e.UnreadDays = &days
	default:
		return e, usagef("there is no setting %q; there are %s", name, strings.Join(settingNames(), ", "))
	}
	return e, nil
}

func onOff(name string, values []string) (bool, error) {
	if len(values) == 1 {
		switch values[0] {
		case "on":
			return true, nil
		case "off":
			return false, nil
		}
	}
	return false, usagef("%s is on or off", name)
}

func showSettings(ctx context.Context, a *app, ar *archive.Archive, asJSON bool) error {
	s, err := ar.Settings(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return format.WriteJSON(a.out, struct {
			format.Header
			Settings store.Settings `json:"settings"`
		}{format.NewHeader(), s})
	}
	words := map[bool]string{true: "on", false: "off"}
	text := "off (not chosen yet)"
	if s.Text != nil {
		text = words[*s.Text]
	}
	networks := make([]string, len(s.Networks))
	for i, n := range s.Networks {
		networks[i] = n.String()
	}
	return a.out.Table([]terminal.Column{{Title: "setting", Style: terminal.Cyan}, {Title: "value", Grows: true}}, [][]string{
		{"text", text},
		{"google", words[s.Google]},
		{"wayback", words[s.Wayback]},
		{"images", words[s.Images]},
		{"contact", terminal.Clean(s.Contact)},
		{"networks", strings.Join(networks, " ")},
		{"unread", strconv.Itoa(cmp.Or(s.UnreadDays, store.DefaultUnreadDays))},
	})
}
