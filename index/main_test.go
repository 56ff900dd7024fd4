package index

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if crash := os.Getenv("INDEX_TEST_CRASH"); crash != "" {
		crashing(crash)
		return
	}
	// bleve starts its analysis workers once and for all.
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}
