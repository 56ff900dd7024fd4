package store

import "time"

// join makes two stories the same: the later root becomes the same as the
// earlier. Stories that were joined to the later root move to the earlier one,
// so that there is always one hop.
func (v *saver) join(one, other int64, reason string) error {
	var roots [2]int64
	for i, story := range []int64{one, other} {
		var err error
		if roots[i], err = v.root(story); err != nil {
			return err
		}
	}
	return v.joinTo(max(roots[0], roots[1]), min(roots[0], roots[1]), reason, v.now)
}

// joinTo makes a story the same as an earlier one, since a moment.
func (v *saver) joinTo(later, earlier int64, reason string, since time.Time) error {
	roots := [2]int64{}
	for i, story := range []int64{later, earlier} {
		var err error
		if roots[i], err = v.root(story); err != nil {
			return err
		}
	}
	later, earlier = roots[0], roots[1]
	if earlier == later {
		return nil
	}
	// Clusters count a pair once. So the sizes change of all clusters with the
	// later story or with stories that were joined to it.
	moved, err := v.ids(`SELECT story_id FROM same_as WHERE root_id = ?`, later)
	if err != nil {
		return err
	}
	v.touch(earlier, later)
	if err := v.touchAround(append(moved, later)...); err != nil {
		return err
	}
	if err := v.joinPages(later, earlier); err != nil {
		return err
	}
	if err := v.moveMarks(later, earlier); err != nil {
		return err
	}
	if err := v.moveSameAs(later, earlier); err != nil {
		return err
	}
	v.served.joined(later, earlier)
	if headline, ok := v.docHeadlines[later]; ok {
		v.docHeadlines[earlier] = headline
	}
	_, err = v.exec(`INSERT INTO same_as (story_id, root_id, reason, since) VALUES (?, ?, ?, ?)`,
		later, earlier, reason, stamp(since))
	return err
}

// root returns the story that a story is the same as; usually itself.
func (v *saver) root(story int64) (int64, error) {
	root := story
	_, err := v.get(`SELECT root_id FROM same_as WHERE story_id = ?`, []any{story}, &root)
	return root, err
}
