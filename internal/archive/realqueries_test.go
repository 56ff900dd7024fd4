package archive_test

// A realQuery is a query, and by hand what it means.
type realQuery struct {
	text string
	rule rule
}

func realQueries() []realQuery {
	from := func(day string) rule { return during(day, "2100-01-01") }
	english := func(s *told) bool { return s.language == "en" }
	swedish := func(s *told) bool { return s.language == "sv" }
	size := func(least int) rule { return func(s *told) bool { return s.size >= least } }
	// What the stems of the two languages bring along.
	const (
		ukraine = `ukrain(?:e|es|a|as|are|ares|aren|arens|arna|arnas)`
		murder  = `mord(?:|s|en|ens|et|ets|are|ares|aren|arens|arna|arnas|a|as|ar|at|ats|ade|ades|ad|ande|andet)`
	)
	return []realQuery{
		{`South Korea Japan summit`, both(has(`souths?`), has(`koreas?`), has(`japans?`), has(`summits?`))},
		{`korea -north`, both(has(`koreas?`), no(has(`norths?`)))},
		{`title:summit date:2026-01`, both(title(`summits?`), during("2026-01-01", "2026-02-01"))},
		{`publisher:reuters takaichi`, both(by(`reuters`), has(`takaichis?`))},
		{`(trump OR biden) tariffs after:2026-03`, both(some(has(`trumps?`), has(`bidens?`)), has(`tariffs?`), from("2026-03-01"))},
		{`kor*`, has(`kor[\pL\pN']*`)},
		{`"prime minister"`, has(`prime minister`)},
		{`sao paulo`, both(has(`saos?`), has(`paulos?`))},
		{`K-pop`, has(`k-pops?|kpops?`)},
		{`U.S. tariffs`, both(country(), has(`tariffs?`))},
		{`seen:2026-02-01..2026-02-07 -publisher:reuters,bbc`, both(seen("2026-02-01", "2026-02-08"), no(by(`reuters|bbc`)))},
		{`publishers:>2`, func(s *told) bool { return s.names > 2 }},

		// Operators.
		{`gaza ceasefire hostages`, both(has(`gazas?`), has(`cease-?fires?`), has(`hostages?`))},
		{`ukraine AND drones`, both(has(ukraine), has(`drones?|dron(?:|are|ares|aren|arens|arna|arnas|er|erna)`))},
		{`ukraine | gaza`, some(has(ukraine), has(`gazas?`))},
		{`putin NOT (trump OR zelensky)`, both(has(`putins?`), no(has(`trumps?`)), no(has(`zelenskys?`)))},
		{`-(ukraine OR trump) putin`, both(has(`putins?`), no(has(`trumps?|trumpar|trumparna|`+ukraine)))},
		{`tariffs china OR japan rice`, some(both(has(`tariffs?`), has(`chinas?`)), both(has(`japans?`), has(`rices?`)))},
		{`nobel -peace lang:en`, both(has(`nobels?`), no(has(`peaces?`)), english)},
		{`- nobel`, has(`nobels?`)},
		{`+minister`, has(`minister`)},
		{`+leaders summit`, both(has(`leaders'?`), has(`summits?`))},

		// Words as people write them.
		{`covid19`, has(`covid-19|covid19`)},
		{`AT&T`, has(`at&t`)},
		{`usa`, country()},
		{`us`, some(country(), has(`us`))},
		{`uk election`, both(some(has(`uk`), has(`u\.k\.?`)), has(`elections?`))},
		{`mcdonald's`, has(`mcdonald'?s?`)},
		{`"the who"`, has(`the who`)},
		{`pokemon`, has(`pokemons?`)},
		{`beyonce`, has(`beyonces?`)},
		{`1,000`, has(`1(?:[,.'\x{a0}\x{202f}\x20]+)?000`)},
		{`F-35`, has(`f-?35s?`)},
		{`taiwans`, has(`taiwans?`)},
		{`"white house"`, has(`white house`)},
		{`"white house" ballroom`, both(has(`white house`), has(`ballrooms?`))},
		{`title:"supreme court"`, title(`supreme court`)},
		{`title:(openai OR anthropic)`, title(`openais?|anthropics?`)},
		{`earthq*`, has(`earthq[\pL\pN']*`)},
		{`takaichi~`, has(`takaichis?|takaich[\pL]|ta[\pL]?kaichi|tak[\pL]?aichi|taka[\pL]?ichi|takai[\pL]chi|takaic[\pL]hi|takaihi|takaici|takichi|taaichi|takachi|takaich`)},

		// Fields.
		{`publisher:"BBC"`, by(`bbc`)},
		{`publisher:"the guardian" climate`, both(by(`the guardian`), has(`climates?`))},
		{`pub:cnn,cnbc fed`, both(by(`cnn|cnbc`), has(`feds?`))},
		{`source:(nyheter OR aftonbladet) mord`, both(by(`nyheter|aftonbladet`), has(murder))},
		{`reuters japan`, both(has(`reuters?`), has(`japans?`))},
		{`lang:sv trump`, both(swedish, has(`trump(?:s|ar|arna|arnas|en)?`))},
		{`size:>3 date:2026-01`, both(size(4), during("2026-01-01", "2026-02-01"))},
		{`size:2..4 trump date:2026-05`, both(size(2), func(s *told) bool { return s.size <= 4 }, has(`trumps?`), during("2026-05-01", "2026-06-01"))},

		// Dates.
		{`date:2025-12-24`, during("2025-12-24", "2025-12-25")},
		{`date:2026-W03 iran`, both(during("2026-01-12", "2026-01-19"), has(`irans?`))},
		{`date:"january 2026" venezuela`, both(during("2026-01-01", "2026-02-01"), has(`venezuelas?`))},
		{`date:2025-11..2025-12 epstein`, both(during("2025-11-01", "2026-01-01"), has(`epsteins?`))},
		{`date:<2025-08 tsunami`, both(during("2000-01-01", "2025-08-01"), has(`tsunamis?`))},
		{`date:>2026-07 election`, both(from("2026-08-01"), has(`elections?`))},
		{`before:2025-09 after:2025-08-30`, during("2025-08-30", "2025-09-01")},
		{`seen:2026-03-29 -lang:en`, both(seen("2026-03-29", "2026-03-30"), no(english))}, // a day of 23 hours

		// Swedish.
		{`regeringen budget`, both(has(`regering(?:en|ens|ar|arna|arnas|s)?`), has(`budget(?:en|ens|ar|s)?`))},
		{`elpriser`, has(`elpris(?:er|et|ets|erna|ernas|s)?`)},
		{`skjutning stockholm`, both(has(`skjutning(?:en|ar|arna|ens)?`), has(`stockholms?`))},
		{`polisen -misstänkt`, both(some(has(`polisen`), both(swedish, has(`polis(?:|ens|er|erna|ernas|s)`))), no(has(`misstank(?:e|a|as|er|ar|t|ta|tas|te|tes|s|en|ens|arna|ts)?`)))},
		{`Göteborg`, has(`goteborg(?:s|are|ares|arna|arnas|aren|arens)?`)},
		{`"Ulf Kristersson"`, has(`ulf kristersson`)},
		{`publisher:svt sverige`, both(by(`svt`), has(`sveriges?`))},
		{`SD moderaterna`, both(has(`sds?`), has(`moderat(?:er|erna|ernas|en|s)?`))},
		{`title:vädret`, title(`vadret|vadrets|vadrar`)},
		{`malmö OR lund -mord`, some(has(`malmos?`), both(has(`lund(?:s|en|ens|ar|arna|e|a)?`), no(has(murder))))},
		{`"för första gången"`, has(`for forsta gangen`)},
	}
}
