package doctor

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/internal/archive"
	"newsarchive/internal/opensearch"
	"newsarchive/store"
)

// MirrorChecks returns the name of the check that [ExamineMirror] makes.
func MirrorChecks() []string { return []string{checkMirror} }

const checkMirror = "mirror"

// ExamineMirror compares what OpenSearch has of an archive with the store: every
// story must be there once, as it is, and nothing else. Stories that changed after
// the last mirror are left out. With Fix the archive is mirrored, and all of it anew
// if documents are wrong. Findings are no error.
func ExamineMirror(ctx context.Context, dir string, o ExamineOptions, m archive.MirrorOptions) (Examined, error) {
	x := &examiner{ExamineOptions: o, dir: dir, now: o.Clock(), report: Examined{Findings: []Finding{}}}
	closeAll, err := x.open(ctx)
	if err != nil {
		return x.report, err
	}
	defer closeAll()
	m.Progress = o.Progress
	x.step("reading OpenSearch and the database", "stories")
	x.checked(checkMirror)
	contents, err := x.archive.MirrorContents(ctx, m)
	if errors.Is(err, opensearch.ErrNoShare) {
		err = x.add(ctx, x.unmirrored(m, err.Error()))
		return x.report, err
	}
	if err != nil {
		return x.report, err
	}
	known, err := x.store.Knows(ctx, contents.Mark)
	if err != nil {
		return x.report, err
	}
	if !known {
		err = x.add(ctx, x.unmirrored(m, "what is there is of another history of this archive"))
		return x.report, err
	}
	c := &comparison{}
	err = x.store.Shared(contents.Tags).WithMmap(func(s *store.Store) error {
		x.mapped = s
		return x.compareAt(ctx, contents.Mark, contents.Documents, c)
	})
	if err == nil {
		err = x.reportMirror(ctx, m, contents, c)
	}
	return x.report, errors.Join(err, x.store.Changed())
}

// unmirrored is the finding of an archive that is not mirrored.
func (x *examiner) unmirrored(m archive.MirrorOptions, what string) Finding {
	return Finding{
		Check: checkMirror, Grade: GradeError, What: what, Why: "a search there does not find its stories",
		Fix: "--fix mirrors the archive; so does \"archive mirror\"", repair: x.mirror(m),
	}
}

// mirror returns what mirrors the archive.
func (x *examiner) mirror(m archive.MirrorOptions) func(context.Context) error {
	return func(ctx context.Context) error {
		x.step("mirroring", "stories")
		_, err := x.archive.Mirror(ctx, m)
		return err
	}
}

func (x *examiner) reportMirror(ctx context.Context, m archive.MirrorOptions, contents archive.MirrorContents, c *comparison) error {
	x.report.Stories = c.docs
	anew := m
	anew.Anew = true
	f := Finding{Check: checkMirror, Grade: GradeError, Fix: "--fix mirrors all stories anew", repair: x.mirror(anew)}
	for _, d := range c.differences() {
		if len(d.ids) == 0 {
			continue
		}
		f.What, f.Why = fmt.Sprintf("in OpenSearch, %s: first %d", counted(len(d.ids), d.one, d.many), d.ids[0]), d.why
		if err := x.add(ctx, f); err != nil {
			return err
		}
		f.repair = func(context.Context) error { return nil } // the first repair covers all
	}
	f = Finding{Check: checkMirror, Grade: GradeNote, Fix: "the next mirror does it, and so does --fix", repair: x.mirror(m)}
	for _, note := range []struct {
		holds     bool
		what, why string
	}{
		{c.notIndexed > 0, counted(c.notIndexed, "changed story is not yet mirrored", "changed stories are not yet mirrored"), "they are found there as they were"},
		{contents.Other, "the words of the stories are cut as by an earlier version", "some are not found there as they are here"},
		{contents.Filling, "a new copy of the stories is not complete", "a mirror runs now, or was interrupted; searches use the one before"},
		{contents.Left > 0, counted(contents.Left, "interrupted copy is left over", "interrupted copies are left over"), "no search sees it, and it takes up room"},
	} {
		if !note.holds {
			continue
		}
		f.What, f.Why = note.what, note.why
		if err := x.add(ctx, f); err != nil {
			return err
		}
		f.repair = func(context.Context) error { return nil }
	}
	if contents.Missing == 0 {
		return nil
	}
	return x.add(ctx, Finding{
		Check: checkMirror, Grade: GradeNote, What: counted(contents.Missing, "copy of a part of the index is on no node", "copies of parts of the index are on no node"),
		Why: "a node that is lost may take stories with it, until the next mirror", Fix: "see why: GET _cluster/allocation/explain; start more nodes, or free space on their disks",
	})
}
