package archive

import (
	"context"
	"errors"
	"fmt"

	"newsarchive/store"
)

// Grade is how bad a finding is.
type Grade string

// The grades.
const (
	GradeNote   Grade = "note"   // good to know; nothing is wrong
	GradeFault  Grade = "fault"  // something is to be mended; nothing is lost
	GradeDamage Grade = "damage" // something of the archive itself may be lost
)

// Finding is something that an examination found.
type Finding struct {
	Check  string `json:"check"` // what was looked at, as [Checks] has it
	Grade  Grade  `json:"grade"`
	What   string `json:"what"`
	Why    string `json:"why"`    // it matters
	Fix    string `json:"fix"`    // what --fix does, or what a person may do
	Mended bool   `json:"mended"` // it was
	// mend mends it without loss; nil where nobody can.
	mend func(context.Context) error
}

// Mendable reports that the examination, told to, mends it.
func (f Finding) Mendable() bool { return f.mend != nil }

// Checks returns what an examination looks at, in its order.
func Checks() []string {
	return []string{"folder", "database", "records", "change log", "index", "locks", "leftovers", "disk", "clock", "secrets"}
}

// ExamineOptions say how an archive is examined.
type ExamineOptions struct {
	Options
	Fix      bool // mend what can be mended without loss
	Progress Progress
	// Step is told what begins: what Progress counts from then on.
	Step func(doing, unit string)
}

// Examined is what an examination found.
type Examined struct {
	Findings []Finding `json:"findings"`
	Looked   []string  `json:"looked"`  // the checks that could be made
	Stories  int       `json:"stories"` // documents that were compared
}

// Grade returns the worst grade of what is not mended; a note when nothing is
// wrong.
func (e Examined) Grade() Grade {
	worst := GradeNote
	for _, f := range e.Findings {
		if !f.Mended && (f.Grade == GradeDamage || f.Grade == GradeFault && worst == GradeNote) {
			worst = f.Grade
		}
	}
	return worst
}

// examiner looks at one archive.
type examiner struct {
	ExamineOptions
	*Archive
	dir     string
	through *store.Store // the archive for who reads all of it
	found   Examined
}

// Examine looks at the whole of an archive: every page and reference of the
// database, what of the records SQLite cannot judge, the change log, every
// document of the index against the story it is of, and what is around them
// in the folder. With Fix it mends what can be mended without loss, under the
// run lock. The error is why the examination could not be made; what it found
// is no error.
func Examine(ctx context.Context, dir string, o ExamineOptions) (Examined, error) {
	x := &examiner{ExamineOptions: o, dir: dir, found: Examined{Findings: []Finding{}}}
	a, err := Open(ctx, dir, o.Options)
	switch {
	case errors.Is(err, store.ErrDamaged):
		x.looked("database")
		x.damaged([]string{err.Error()}, nil)
		return x.found, nil
	case errors.Is(err, store.ErrReadOnly):
		x.looked("folder")
		x.unwritable(dir, err)
		return x.found, nil
	case err != nil:
		return x.found, err
	}
	defer a.Close() //nolint:errcheck // what was written is committed
	x.Archive = a
	if o.Fix {
		unlock, err := a.runLock("doctor --fix")
		if err != nil {
			return x.found, err
		}
		defer unlock()
	}
	x.looked("folder", "locks", "leftovers", "disk", "database")
	x.folder()
	err = x.Through(func(s *store.Store) error {
		x.through = s
		return x.whole(ctx)
	})
	if err != nil {
		return x.found, err
	}
	for _, look := range []func(context.Context) error{x.locks, x.leftovers, x.space, x.secrets} {
		if err := look(ctx); err != nil {
			return x.found, err
		}
	}
	return x.found, nil
}

// whole examines database and index, both at once: each keeps one core busy.
func (x *examiner) whole(ctx context.Context) error {
	x.step("reading the database and the index", "stories")
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	type result struct {
		faults   []string
		ailments []store.Ailment
		err      error
	}
	read := make(chan result, 1)
	go func() {
		var r result
		if r.faults, r.err = x.Wholeness(ctx, nil); r.err == nil && len(r.faults) == 0 {
			r.ailments, r.err = x.through.Ailments(ctx, x.now())
		}
		read <- r
	}()
	compared, indexErr := x.compare(ctx)
	database := <-read
	if database.err != nil && !errors.Is(database.err, store.ErrDamaged) {
		return database.err
	}
	if database.err != nil {
		database.faults = append(database.faults, database.err.Error())
	}
	if len(database.faults) > 0 {
		// Whatever else seems wrong may follow from it, and nothing is to be
		// written before a person has made a copy.
		return x.damage(ctx, database.faults)
	}
	if indexErr != nil {
		return indexErr
	}
	x.looked("records", "change log", "index", "clock")
	if err := x.records(ctx, database.ailments, compared); err != nil {
		return err
	}
	return x.judge(ctx, compared)
}

func (x *examiner) step(doing, unit string) {
	if x.Step != nil {
		x.Step(doing, unit)
	}
}

func (x *examiner) looked(checks ...string) { x.found.Looked = append(x.found.Looked, checks...) }

// add keeps a finding, and mends it when that is asked for.
func (x *examiner) add(ctx context.Context, f Finding) error {
	if x.Fix && f.mend != nil {
		if err := f.mend(ctx); err != nil {
			return fmt.Errorf("mend the %s: %w", f.Check, err)
		}
		f.Mended = true
	}
	x.found.Findings = append(x.found.Findings, f)
	return nil
}
