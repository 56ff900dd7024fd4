package main

import "github.com/spf13/cobra"

func newDatesTopic() *cobra.Command {
	return newTopic("dates", "Dates in a query: days, months, ranges, today", `
date: asks when a story was published, seen: when the archive saw it first. A date
is the whole of what it names, a year, a month, a week, a day or a minute.

A story without a date, or with one that lay more than 24 hours in the future when it
was first seen, counts as of that moment: for date:, for the order of an answer, and
wherever a date is shown. "archive show" says what date it gives.

`+examples(dateExamples())+`
Names count from today: jan is the latest January that has begun, monday the
latest Monday, today included.

`+examples(namedDateExamples())+`
Two dots make a range, from the start of the first to the end of the second.

`+examples(rangeExamples())+`
--since and --until take the same dates. Days are days of the archive's zone,
which "archive stats" shows; --tz changes only how clock times are read and
shown. A date that does not exist, or a range that runs backwards, is an error.
"archive search --explain" shows how a date is understood.
`)
}

func dateExamples() []example {
	return []example{
		{`date:2026`, "in that year"},
		{`date:2026-01`, "in that month"},
		{`date:"january 2026"`, "the same"},
		{`date:2026-W03`, "in that week, Monday to Sunday (ISO 8601)"},
		{`date:2026-01-14`, "on that day"},
		{`date:"14 January 2026"`, "the same"},
		{`date:2026-01-14T09:30`, "in that minute"},
		{`seen:2026-01-15`, "first seen on that day"},
	}
}

func namedDateExamples() []example {
	return []example{
		{`date:today`, "today"},
		{`date:yesterday`, "yesterday"},
		{`date:monday`, "on the latest Monday"},
		{`date:jan`, "in the latest January"},
		{`date:this-week`, "this-week, this-month, this-year"},
		{`date:last-month`, "last-week, last-month, last-year"},
		{`date:7d`, "the last seven days; 2w, 3m and 1y likewise"},
		{`date:"2 weeks ago"`, "on that day"},
	}
}

func rangeExamples() []example {
	return []example{
		{`date:2026-01-13..2026-01-14`, "on these days"},
		{`date:2026-01-14..`, "on that day or later"},
		{`date:..2026-01-14`, "on that day or earlier"},
		{`date:>2026-01-14`, "after that day has ended"},
		{`date:>=2026-01-14`, "on that day or later"},
		{`date:<2026-01-14`, "before that day"},
		{`date:<=2026-01-14`, "on that day or earlier"},
		{`after:2026-01-14`, "on that day or later, as date:>="},
		{`before:2026-01-14`, "before that day, as date:<"},
	}
}
