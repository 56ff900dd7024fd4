package doctor

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"newsarchive/internal/archive"
)

// merged reports what version 1 has put together, for --fix to part after a
// backup, and what of it cannot be parted.
func (x *examiner) merged(ctx context.Context) error {
	m, err := x.archive.Merged(ctx)
	if err != nil {
		return err
	}
	if m.Any() {
		file := x.beforeParting()
		f := Finding{
			Check: "records", Grade: GradeError, What: mergedWhat(m),
			Why: "what was put together is found only as earlier wordings, and not exported as files of its own",
			Fix: "--fix writes a backup into the archive's folder, before-parting-….db, and parts them; the oldest keeps its id",
			repair: func(ctx context.Context) error {
				if _, err := WriteBackup(ctx, x.dir, file, BackupOptions{Options: x.Options, NoPrivate: true}); err != nil {
					return fmt.Errorf("write the backup %s: %w", file, err)
				}
				m, err = x.archive.Part(ctx)
				return err
			},
		}
		if x.Fix {
			f.What += "; the archive as it was is in " + file
			f.Fix = "they are parted; remove the backup when you no longer need it"
		}
		if err := x.add(ctx, f); err != nil {
			return err
		}
	}
	if len(m.Cannot) == 0 {
		return nil
	}
	return x.add(ctx, Finding{
		Check: "records", Grade: GradeNote, What: fmt.Sprintf("%d could not be parted: %s", len(m.Cannot), strings.Join(m.Cannot, "; ")),
		Why: "an earlier version of the program put them together", Fix: "nothing; they stay as they are, and nothing of them is lost",
	})
}

// beforeParting returns the path of the backup.
func (x *examiner) beforeParting() string {
	return freeName(filepath.Join(x.dir, "before-parting-"+x.now().Format(asideTime)), ".db")
}

// mergedWhat says what is merged.
func mergedWhat(m archive.Merged) string {
	var parts []string
	if m.Items > 0 {
		parts = append(parts, counted(m.Items, "item holds", "items hold")+" the posts of several files: "+counted(m.Posts, "file is", "files are")+" no item of its own")
	}
	if m.Entries > 0 {
		parts = append(parts, counted(m.Entries, "entry was", "entries were")+" put aside because another in the document had the same key")
	}
	return strings.Join(parts, "; ")
}
