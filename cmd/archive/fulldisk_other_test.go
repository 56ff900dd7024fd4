//go:build !linux

package main

import "testing"

func testFullDisk(t *testing.T, _ string) { t.Skip("is tested on Linux, by a small file system") }

func testReadOnlyFolder(t *testing.T, _ string) {
	t.Skip("is tested on Linux, by a file system that may be read only")
}

func testReadOnlyArchive(t *testing.T, _ string) { t.Skip("needs Linux") }

func testUnreadablePrivate(t *testing.T, _ string) { t.Skip("needs Linux") }

func testReadOnlyWithoutIndex(t *testing.T, _ string) { t.Skip("needs Linux") }

func testReadOnlyOlderSchema(t *testing.T, _ string) { t.Skip("needs Linux") }

func testReadOnlyMount(t *testing.T, _ string) { t.Skip("needs Linux") }

func testReadOnlyBesideOwner(t *testing.T, _ string) { t.Skip("needs Linux") }
