package main

import "github.com/spf13/cobra"

func newQueryTopic() *cobra.Command {
	return newTopic("query", "The query language: words, phrases, fields, operators", `
Type words, as in a search box. A story is found when it has all of them, in its
headline, in the headlines that stood beside it in its clusters, in its text or in its
publisher's name. Case, accents and possessives do not matter.

`+examples(wordExamples())+`
Operators are in capitals, and NOT binds tighter than AND, AND tighter than OR.

`+examples(operatorExamples())+`
A field says where to look, or what to compare. A comma list is a choice; a field may
stand before a group.

`+examples(fieldExamples())+`
feed: names a feed, size: counts the stories of an item, publishers: its publishers,
is: knows lead, edited, unresolved, undated and dup (the same was published again), has: text, image,
enclosure (a file) and revisions.
topic:NAME is a query that you have saved: see "archive topic".

In a shell, put what has quotes, parentheses, < > | or * in it between single quotes:
archive search '"prime minister" size:>3'. What the program made of a query, --explain
tells. Free text is never wrong: what cannot be meant as it stands is taken as it is
written, with a hint; --strict makes that an error. With --any it is a question: any
of its words will do, and where it is no correct query it is read as plain words.

A query has at most 4 KiB, 64 words and values, and parentheses 16 deep; a prefix
stands for 1,000 words at most. For dates, see "archive help dates".
`)
}

func wordExamples() []example {
	return []example{
		{`south korea summit`, "all the words"},
		{`leader`, "the word in its other forms, leaders too"},
		{`+leader`, "the word as it is, not leaders"},
		{`"prime minister"`, "a phrase, as it is"},
		{`sao paulo`, "São Paulo"},
		{`kpop`, "K-pop"},
		{`US`, "the country: US, U.S. and USA"},
		{`us`, "the country and the pronoun"},
		{`kor*`, "words that begin so; two letters at least"},
		{`koria~`, "words one slip away; ~2 is two"},
		{`日韓`, "Chinese and Japanese by pairs of characters"},
		{`한국`, "Korean by word"},
		{`*`, "everything"},
	}
}

func operatorExamples() []example {
	return []example{
		{`summit -korea`, "without a word"},
		{`summit NOT korea`, "the same"},
		{`tariffs OR summit`, "any of them"},
		{`tariffs | summit`, "the same"},
		{`(tariffs OR summit) -japan`, "grouped"},
		{`korea AND summit`, "both, as side by side"},
		{`trick or treat`, "three words: only capitals are operators"},
	}
}

func fieldExamples() []example {
	return []example{
		{`title:summit`, "in the story's own headline"},
		{`title:(summit OR tariffs)`, "either, there"},
		{`text:harbour`, "in the text"},
		{`publisher:reuters`, "by this publisher: a word or all of its name"},
		{`publisher:reuters,guardian`, "by one of these"},
		{`pub:"the guardian"`, "pub: and source: are publisher:"},
		{`author:"ann lee"`, "by this author: a word or all of a name"},
		{`link:bbc.co.uk/news`, "at an address that begins so; /news is a segment of its path"},
		{`site:bbc.co.uk`, "of this host and those below it"},
		{`feed:world`, "of this feed, by name or number"},
		{`tag:politics`, "with this tag: the feed's, the item's or yours"},
		{`#politics`, "the same"},
		{`lang:sv`, "in this language"},
		{`date:2026-01`, "published in this month"},
		{`size:>2`, "whose item has more than two stories"},
		{`publishers:>=3`, "by three publishers at least"},
		{`is:lead korea`, "the first of their cluster"},
		{`has:text`, "with a text of their own page"},
		{`id:1`, "the story with this number"},
		{`cluster:1`, "the stories of this item"},
	}
}
