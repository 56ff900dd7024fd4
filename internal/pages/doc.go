// Package pages stores the pages of stories as their publishers' servers sent
// them, so that a better reader can read them again without the network. They
// are in a SQLite file of their own, pages.db, beside the archive's database,
// and belong to a story by its id there. The robots.txt files of publishers are
// kept in it too.
//
// # What always holds
//
// The file and its journals have mode 0600. Of a page are kept: its body,
// unpacked; status; header without Set-Cookie; redirects; time to the
// millisecond. A body that a story has already, with the same status, is not kept
// again. An id is never reused.
//
// [DB.Forget] overwrites what it deletes. Backups and replicas are not its
// matter.
//
// A page that cannot be read is an error that names it and wraps [ErrDamaged];
// the others are readable.
//
// # Size
//
// Bodies and headers are packed with zstd at the best level of its Go
// implementation. 618 real pages, 148 kB on average, keep 17.1 % of their size:
// 130 pages of news sites 14.2 %, 488 of many kinds of site 18.3 %. A page takes
// some 20 ms. The next lower level keeps 17.9 % in a quarter of the time.
//
// There are no dictionaries. One for each host, made of what two of its pages
// have in common, saved 1.7 % on ten pages that it was not made from (3.7 % where
// a whole page was the dictionary): the pages of a host were years apart, and
// differ in more than their texts. A whole page as a dictionary would also keep
// the text of a story that is to be forgotten.
package pages
