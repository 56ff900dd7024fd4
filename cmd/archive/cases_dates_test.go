package main

import (
	"strings"

	"github.com/google/go-cmp/cmp"
)

// dateCases are the documents whose items have dates in many forms. The
// instants and days were read by hand; of an item that is not listed, none can be.
func dateCases() []caseRow {
	const right = "every date that a person can read is read; not `Tue,`, 31 Nov, 03/04/2026, 2026, Jan 2026, 2 days ago; a named zone is that zone"
	return []caseRow{
		{"dates-1", right, func(c *caseArchive) { c.dated("https://site.test/d/", 30, firstDates()) }},
		{"dates-2", right, func(c *caseArchive) { c.dated("https://site.test/e/", 37, secondDates()) }},
	}
}

// dated checks when the items of a document were published, by what follows a
// beginning in their links.
func (c *caseArchive) dated(begin string, n int, want map[string]string) {
	c.Helper()
	c.fetched(n)
	got := map[string]string{}
	for link, it := range c.items() {
		if it.PublishedRaw == "" {
			c.Errorf("%s has lost what the feed wrote", link)
		}
		if it.Published != "" {
			got[strings.TrimPrefix(link, begin)] = it.Published
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		c.Errorf("dates by their items (-want +got):\n%s", d)
	}
}

func firstDates() map[string]string {
	return map[string]string{
		"0":  "2023-10-28T20:28:28Z", // Sat, Oct 28 2023 08:28:28 PM
		"1":  "2018-10-08T10:09:29Z", // ma, 08 okt 2018 10:09:29 +0000
		"2":  "2018-06-25T11:41:36Z", // Mo, 25 Jun 2018 11:41:36
		"3":  "2019-11-15T10:00:00Z", // 2019/11/15 10:00:00
		"4":  "2024-09-23",           // Sep 23, 2024
		"6":  "2016-01-25T09:35:20Z", // Mon, 25 Jan 2016 1:35:20 -0800
		"7":  "2026-01-14T09:40:00Z", // 14 Jan 2026 09:40 +0000
		"8":  "2026-01-14T14:40:00Z", // Wed, 14 Jan 2026 09:40:00 EST
		"9":  "2026-01-15T09:40:00Z", // Thu, 15 Jan 26 09:40:00 GMT
		"10": "2026-01-14T00:40:00Z", // 2026-01-14T09:40:00.123456789+09:00
		"11": "2026-01-14T09:40:00Z", // 2026-01-14 09:40:00 UTC
		"12": "2026-01-14T07:40:00Z", // Wed, 14 Jan 2026 09:40:00 GMT+0200
		"13": "2024-09-23T14:05:00Z", // 23/09/2024 14:05
		"14": "2026-01-14",           // January 14th, 2026
		"15": "2026-01-14T09:40:00Z", // 1768383600
		"16": "2015-10-31T07:00:00Z", // Sat, 31 Oct 2015 00:00:00 PDT
		"17": "2026-01-14T08:40:00Z", // Mit, 14 Jan 2026 09:40:00 +0100
		"18": "2026-01-14T09:40:00Z", // 2026年1月14日 09:40
		"19": "2026-01-14T09:40:00Z", // Wednesday, January 14, 2026 - 9:40am
		"21": "2026-01-04T09:05:03Z", // 2026-1-4T9:5:3Z
		"22": "2026-01-15T00:00:00Z", // Wed, 14 Jan 2026 24:00:00 GMT
		"23": "2026-01-14T09:40:00Z", // 14.01.2026 09:40
		"24": "2026-01-14T08:40:00Z", // mer., 14 janv. 2026 09:40:00 +0100
		"26": "2026-01-14T09:40:00Z", // 20260114T094000Z
		"27": "2026-01-14T08:40:00Z", // Wed Jan 14 09:40:00 CET 2026
		"28": "2026-01-14T08:40:00Z", // jue, 14 ene 2026 09:40:00 +0100
		"29": "2026-01-14T09:40:00Z", // 2026-01-14T09:40:00+0000
	}
}

func secondDates() map[string]string {
	return map[string]string{
		"0":  "2024-12-15T12:15:00Z", // Sun, 15 Dec 2024 12:15 PM
		"1":  "2026-01-14T09:40:00Z", // Wed, 01/14/2026 - 09:40
		"2":  "2026-01-14T09:40:00Z", // Wednesday, January 14, 2026 - 9:40am
		"3":  "2026-01-14T09:40:00Z", // Wednesday, January 14, 2026 - 09:40
		"4":  "2026-01-14",           // January 14th, 2026
		"5":  "2026-01-14T21:40:00Z", // Jan 14th 2026 9:40 PM
		"6":  "2026-01-14",           // 14th January 2026
		"7":  "2026-01-14T09:40:00Z", // January 14, 2026 9:40am
		"8":  "2026-01-14T09:40:00Z", // January 14, 2026, 9:40 am
		"9":  "2026-01-14T09:40:00Z", // January 14, 2026 at 9:40 AM
		"10": "2026-01-14T09:40:00Z", // Wed 14 Jan 2026, 9:40 a.m.
		"11": "2026-01-14T09:40:00Z", // 01/14/2026 09:40:00 AM
		"12": "2026-01-14",           // 14/01/2026
		"13": "2026-01-14T09:40:00Z", // 2026-01-14T09:40:00 +0000
		"14": "2026-01-14T09:40:00Z", // 2026-01-14T09:40:00 Z
		"15": "2026-01-14T21:40:00Z", // 2026-01-14 9:40 PM
		"16": "2026-01-14T09:40:00Z", // Wed, 14 Jan 2026 09:40:00 +0000 GMT
		"17": "2026-01-14T08:40:00Z", // Wed, 14 Jan 2026 09:40:00 Europe/Berlin
		"18": "2026-01-14T08:40:00Z", // Wed, 14 Jan 2026 09:40:00 +01:00
		"19": "2026-01-14T09:40:00Z", // Wed, 14 January, 2026 09:40
		"23": "2026-01-13T22:40:00Z", // Wed, 14 Jan 2026 09:40:00 AEDT
		"24": "2026-01-14T04:10:00Z", // Thu, 14 Jan 2026 09:40:00 IST
		"25": "2026-01-14T14:40:00Z", // 2026-01-14T09:40:00-0500
		"26": "2026-01-14T09:40:00Z", // 14-Jan-2026 09:40
		"27": "2026-01-14T09:40:00Z", // Wed,14 Jan 2026 09:40:00 GMT
		"28": "2026-01-14",           // 14 gennaio 2026
		"29": "2026-01-14T08:40:00Z", // śr., 14 sty 2026 09:40:00 +0100
		"30": "2026-01-14T06:40:00Z", // Ср, 14 янв 2026 09:40:00 +0300
		"31": "2026-01-14T09:40:00Z", // 14 Ocak 2026 Çarşamba 09:40
		"32": "2026-01-14T09:40:00Z", // 2026.01.14 09:40
		"33": "2026-01-14T09:40:00Z", // Mié, 14 Ene 2026 09:40:00 GMT
		"34": "2026-01-14T09:40:00Z", // (Wed, 14 Jan 2026 09:40:00 GMT)
		"35": "2026-01-14T14:40:00Z", // Wed, 14 Jan 2026 09:40:00 GMT-05:00
		"36": "2026-01-14",           // ２０２６年１月１４日
	}
}
