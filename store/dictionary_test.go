package store

import (
	"bytes"
	"testing"
)

// Samples that a dictionary cannot be made of give none.
func TestTrainDictionary(t *testing.T) {
	t.Parallel()
	for name, sample := range map[string]string{"empty": "", "tiny": "<item/>", "all equal": "<item><title>One title</title></item>"} {
		samples := make([][]byte, minSamples)
		for i := range samples {
			samples[i] = bytes.Clone([]byte(sample))
		}
		if content := trainDictionary(samples, 1); content != nil {
			t.Errorf("%s: a dictionary of %d bytes", name, len(content))
		}
	}
}
