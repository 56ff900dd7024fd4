package article

// step takes out of a story what is no part of its text. The steps run in
// order; what each one wins is printed by
// go test ./internal/article -run TestSteps -v.
type step struct {
	name string
	run  func(*story)
}

func steps() []step {
	return []step{
		{"captions", moveCaptions},
	}
}
