//go:build unix

package doctor

import "syscall"

// freeSpace returns how many bytes may be written below a folder.
func freeSpace(dir string) (bytes uint64, ok bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true //nolint:gosec // the types differ between systems; a size is not negative
}
