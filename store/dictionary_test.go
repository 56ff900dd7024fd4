package store

import (
	"bytes"
	"testing"
)

// Samples that are all alike give no dictionary, and no panic of the library.
func TestDictionaryOfEqualSamples(t *testing.T) {
	samples := bytes.Split(bytes.Repeat([]byte("<item><title>The same</title></item>\n"), minSamples), []byte("\n"))[:minSamples]
	if content := trainDictionary(samples, 1); content != nil {
		t.Errorf("a dictionary of %d bytes", len(content))
	}
}
