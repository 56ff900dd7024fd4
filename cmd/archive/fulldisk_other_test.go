//go:build !linux

package main

import "testing"

func testFullDisk(t *testing.T, _ string) { t.Skip("is tested on Linux, by a small file system") }

func testReadOnlyFolder(t *testing.T, _ string) {
	t.Skip("is tested on Linux, by a file system that may be read only")
}
