// Package doctor examines, repairs, backs up and restores an archive. It works
// on the folder of an archive and opens the store and the index itself; it uses
// internal/archive to open the archive, to lock it and to rebuild the index.
//
//   - [Examine] checks the database, the records, the change log, every document
//     of the index and the folder. With Fix it repairs what can be repaired
//     without loss. Everything else is a [Finding] with the reason why it matters
//     and what a person can do.
//   - [WriteBackup] copies the database to a file, verifies the copy and writes
//     its checksum; private.db and pages.db are copied beside it.
//   - [Restore] verifies a backup and puts it in the place of the database by one
//     rename; the database that was there is kept under another name.
//
// A repair and a restore hold the run lock. An examination and a backup do not:
// other processes may write meanwhile.
package doctor

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"newsarchive/index"
	"newsarchive/internal/archive"
	"newsarchive/store"
)

// Grade is how bad a finding is.
type Grade string

// The grades.
const (
	GradeNote    Grade = "note"    // good to know; nothing is wrong
	GradeWarning Grade = "warning" // the archive is in order, but what is new does not come in
	GradeError   Grade = "error"   // something is to be repaired; nothing is lost
	GradeDamage  Grade = "damage"  // something of the archive itself may be lost
)

// Finding is one result of an examination.
type Finding struct {
	Check    string `json:"check"` // one of [Checks]
	Grade    Grade  `json:"grade"`
	What     string `json:"what"`
	Why      string `json:"why"` // why it matters
	Fix      string `json:"fix"` // what --fix does, or what a person may do
	Repaired bool   `json:"repaired"`
	// repair repairs it without loss; nil where that is not possible.
	repair func(context.Context) error
}

// Checks returns the names of the checks, in their order.
func Checks() []string {
	return []string{"folder", "database", "records", "change log", "index", "pages", "locks", "leftovers", "disk", "clock", "secrets", "feeds"}
}

// ExamineOptions say how an archive is examined.
type ExamineOptions struct {
	archive.Options
	Fix      bool // repair what can be repaired without loss
	Pages    bool // also unpack every kept page
	Progress archive.Progress
	// Step receives the name of each step, and the unit that Progress then counts.
	Step func(doing, unit string)
}

// Examined is the report of an examination.
type Examined struct {
	Findings []Finding `json:"findings"`
	Checked  []string  `json:"looked"`  // the checks that could be made
	Stories  int       `json:"stories"` // documents that were compared
}

// Grade returns the worst grade of what is not repaired; a note when nothing is
// wrong.
func (e Examined) Grade() Grade {
	grades := []Grade{GradeNote, GradeWarning, GradeError, GradeDamage}
	worst := GradeNote
	for _, f := range e.Findings {
		if !f.Repaired && slices.Index(grades, f.Grade) > slices.Index(grades, worst) {
			worst = f.Grade
		}
	}
	return worst
}

// examiner looks at one archive.
type examiner struct {
	ExamineOptions
	dir     string
	archive *archive.Archive // to rebuild the index
	store   *store.Store
	mapped  *store.Store // the same, memory-mapped, to read all of it
	index   *index.Index
	now     func() time.Time
	report  Examined
}

// Examine examines a whole archive: every page and reference of the database,
// the consistency of its records, the change log, every document of the index
// against its story, and the other files of the folder. With Fix it repairs what
// can be repaired without loss, under the run lock: the error then wraps
// [archive.ErrRunning] while another process works on the archive. Findings are
// no error; the error is why the examination could not be completed.
//
// A read-only archive is examined as it is, and its folder reported. With Fix the
// error wraps [store.ErrReadOnly]; it wraps [store.ErrChanged] when something has
// written to an archive that is read without locks.
func Examine(ctx context.Context, dir string, o ExamineOptions) (found Examined, err error) {
	x := &examiner{ExamineOptions: o, dir: dir, now: o.Clock(), report: Examined{Findings: []Finding{}}}
	x.Write = o.Fix
	closeAll, err := x.open(ctx)
	switch {
	case errors.Is(err, store.ErrDamaged):
		x.checked("database")
		x.damaged([]string{err.Error()}, nil)
		return x.report, nil
	case errors.Is(err, store.ErrReadOnly) && !o.Fix:
		x.checked("folder")
		x.unwritable(dir, err)
		return x.report, nil
	case err != nil:
		return x.report, err
	}
	defer closeAll()
	defer func() {
		if changed := x.store.Changed(); changed != nil {
			err = changed
		}
	}()
	if o.Fix {
		unlock, err := archive.Lock(dir, "doctor --fix")
		if err != nil {
			return x.report, err
		}
		defer unlock()
	}
	x.checked("folder", "locks", "leftovers", "disk", "database", "feeds")
	x.folder()
	err = x.store.WithMmap(func(s *store.Store) error {
		x.mapped = s
		return x.contents(ctx)
	})
	if err != nil {
		return x.report, err
	}
	for _, look := range []func(context.Context) error{x.pages, x.locks, x.leftovers, x.space, x.secrets, x.feeds} {
		if err := look(ctx); err != nil {
			return x.report, err
		}
	}
	return x.report, nil
}

// open opens the archive, and its store and index beside it.
func (x *examiner) open(ctx context.Context) (closeAll func(), err error) {
	if x.archive, err = archive.Open(ctx, x.dir, x.Options); err != nil {
		return nil, err
	}
	if x.store, err = x.archive.OpenStore(ctx); err != nil {
		return nil, errors.Join(err, x.archive.Close())
	}
	x.index = index.Open(archive.IndexPath(x.dir), index.Options{ReadOnly: x.archive.ReadOnly()})
	return func() {
		_ = x.store.Close() // what was written is committed
		_ = x.archive.Close()
	}, nil
}

// contents examines the database and the index at the same time: each keeps one
// core busy.
func (x *examiner) contents(ctx context.Context) error {
	x.step("reading the database and the index", "stories")
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	type result struct {
		broken []string
		wrong  []store.Inconsistency
		err    error
	}
	read := make(chan result, 1)
	go func() {
		var r result
		if r.broken, r.err = x.store.CheckIntegrity(ctx, nil); r.err == nil && len(r.broken) == 0 {
			r.wrong, r.err = x.mapped.Inconsistencies(ctx, x.now())
		}
		read <- r
	}()
	compared, indexErr := x.compare(ctx)
	database := <-read
	if database.err != nil && !errors.Is(database.err, store.ErrDamaged) {
		return database.err
	}
	if database.err != nil {
		database.broken = append(database.broken, database.err.Error())
	}
	if len(database.broken) > 0 {
		// Other inconsistencies may follow from the damage. Nothing is written
		// before a person has made a copy.
		return x.reportDamage(ctx, database.broken)
	}
	if indexErr != nil {
		return indexErr
	}
	x.checked("records", "change log", "index", "clock")
	if err := x.records(ctx, database.wrong, compared); err != nil {
		return err
	}
	if err := x.merged(ctx); err != nil {
		return err
	}
	return x.reportIndex(ctx, compared)
}

func (x *examiner) step(doing, unit string) {
	if x.Step != nil {
		x.Step(doing, unit)
	}
}

func (x *examiner) checked(checks ...string) { x.report.Checked = append(x.report.Checked, checks...) }

// add keeps a finding, and repairs it when that is asked for.
func (x *examiner) add(ctx context.Context, f Finding) error {
	if x.Fix && f.repair != nil {
		if err := f.repair(ctx); err != nil {
			return fmt.Errorf("repair the %s: %w", f.Check, err)
		}
		f.Repaired = true
	}
	x.report.Findings = append(x.report.Findings, f)
	return nil
}
