package format

import "newsarchive/internal/archive"

// ElsewhereStory is what archives have mirrored of a story, for programs.
type ElsewhereStory struct {
	Header
	archive.ElsewhereStory
}

// NewElsewhereStory returns the document of a story.
func NewElsewhereStory(st archive.ElsewhereStory) ElsewhereStory {
	return ElsewhereStory{NewHeader(), st}
}
