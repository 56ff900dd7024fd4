package article

// step takes out of a story what is no part of its text. The steps run in
// order; go test ./internal/article -run TestTable -table -v prints what each
// one wins.
type step struct {
	name string
	run  func(*story)
}

func steps() []step {
	return []step{
		{"captions", moveCaptions},
		{"controls", dropControls},
		{"names", dropNamed},
		{"related", dropRelated},
		{"phrases", dropPhrases},
		{"links", dropLinkLists},
		{"headline", dropHeadline},
		{"live", dropLive},
		{"repeated", dropRepeated},
		{"ends", dropEnds},
		{"lead", addLead},
		{"data", takeBody},
	}
}
