package main

import "github.com/spf13/cobra"

func newQueryTopic() *cobra.Command {
	return newTopic("query", "The query language: words, phrases, fields, operators", `
Type words, as in a search box. A story is found when it has all of them, in its
headline, in the other headlines of its clusters, in its text or in its
publisher's name. Case, accents and possessives do not matter.

`+examples(wordExamples())+`
Operators are in capitals, and NOT binds tighter than AND, AND tighter than OR.

`+examples(operatorExamples())+`
A field says where to look, or what to compare. Values with commas between them
are alternatives; a field may stand before a group.

`+examples(fieldExamples())+`
size: counts the stories of an item, publishers: its publishers. is: takes lead,
edited, unresolved (known by a Google News link only), undated, dup (the same
text was published again), duplicate (an earlier story of its event has the same
headline), paywalled and cut (too long to be indexed whole), and your marks: read,
unread, starred, later (see "archive mark"). has: takes text, image, enclosure (a
file) and revisions. topic:NAME is a query that you saved: see "archive topic".

Quotation marks of every kind make a phrase. An address typed or pasted finds the
story that it leads to, and a whole headline puts its story first.

In a shell, put a query with quotes, parentheses, < > | or * between single
quotes: archive search '"prime minister" size:>3'. --explain prints how a query is
understood. Free text is never an error: what cannot be read as an operator or
field is searched for as written, with a hint, and so is a name or word that no
story has, with the nearest one; --strict makes hints about names and syntax errors.
With --any the text is a question, a page of text even: stories with any of its
words are found, the most relevant first; of many words those that tell most are
asked. Operators, marks and quotes are read as plain words, unless the text is
short and has a field or a -word. Links do not count.

A query has at most 4 KiB, 64 words and values, and parentheses 16 deep; a prefix
stands for 1,000 words at most. For dates, see "archive help dates".
`)
}

func wordExamples() []example {
	return []example{
		{`south korea summit`, "all the words"},
		{`leader`, "the word in all its inflected forms, leaders too"},
		{`+leader`, "the word as it is, not leaders"},
		{`"prime minister"`, "a phrase, as it is"},
		{`sao paulo`, "São Paulo"},
		{`kpop`, "K-pop"},
		{`US`, "the country: US, U.S. and USA"},
		{`us`, "the country and the pronoun"},
		{`kor*`, "words that begin like this; at least two letters"},
		{`koria~`, "words one letter away; ~2 for two"},
		{`~~leader`, "also words that headlines have in its place"},
		{`日韓`, "Chinese and Japanese by pairs of characters"},
		{`한국`, "Korean by word"},
		{`*`, "everything"},
	}
}

func operatorExamples() []example {
	return []example{
		{`summit -korea`, "the first without the second"},
		{`summit NOT korea`, "the same"},
		{`tariffs OR summit`, "any of them"},
		{`tariffs | summit`, "the same"},
		{`(tariffs OR summit) -japan`, "grouped"},
		{`korea AND summit`, "both, as without AND"},
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
		{`link:bbc.co.uk/news`, "at an address that begins so"},
		{`site:bbc.co.uk`, "of this host and those below it"},
		{`feed:world`, "of this feed, by name or number"},
		{`tag:politics`, "with this tag: the feed's, the item's or yours"},
		{`#politics`, "the same"},
		{`lang:sv`, "in this language"},
		{`date:2026-01`, "published in this month"},
		{`size:>2`, "whose item has more than two stories"},
		{`publishers:>=3`, "by three publishers at least"},
		{`is:lead korea`, "the first of their cluster"},
		{`is:unread korea`, "that you have not marked read"},
		{`has:text`, "with a text of their own page"},
		{`id:1`, "the story with this number"},
		{`cluster:1`, "the stories of this item"},
		{`similar:1`, "stories that share words with this one"},
		{`event:1`, "the stories of this event, of all feeds"},
		{`-is:duplicate korea`, "without those that repeat an earlier headline"},
	}
}
