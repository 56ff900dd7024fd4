package main

import (
	"time"

	"newsarchive/internal/archive"
	"newsarchive/internal/terminal"
	"newsarchive/store"
)

// putOff collects the feeds that a sync has put off, by their hosts.
type putOff struct {
	hosts []string // in the order in which they were met
	feeds map[string][]archive.Synced
}

func (p *putOff) add(s archive.Synced) {
	if s.Fetch.Outcome != store.OutcomePutOff {
		return
	}
	if p.feeds == nil {
		p.feeds = map[string][]archive.Synced{}
	}
	if p.feeds[s.Host] == nil {
		p.hosts = append(p.hosts, s.Host)
	}
	p.feeds[s.Host] = append(p.feeds[s.Host], s)
}

// note prints a line for each host.
func (p *putOff) note(a *app, zone *time.Location) {
	for _, host := range p.hosts {
		feeds := p.feeds[host]
		a.note("%s put off until %s, as %s is left alone for now: %s", plural(len(feeds), "feed", "feeds"),
			moment(feeds[0].Until, zone), terminal.Clean(host), terminal.Clean(feeds[0].Waits))
	}
}
