package evaluate

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"newsarchive/internal/archive"
)

// The files of a folder that key dates are measured by.
const (
	articlesFile  = "articles.ndjson"
	referenceFile = "reference.ndjson"
)

// topic is what is known of one topic: its articles, in an archive too, and its
// chronologies, each as its days in their order.
type topic struct {
	archive    *archive.Archive
	articles   []article
	references [][]string
}

// topicFolders returns the folder, or the folders in it, that hold a topic.
func topicFolders(folder string) ([]string, error) {
	if _, err := os.Stat(filepath.Join(folder, articlesFile)); err == nil {
		return []string{folder}, nil
	}
	files, err := filepath.Glob(filepath.Join(escapeGlob(folder), "*", articlesFile))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no %s in it, nor in a folder in it", folder, articlesFile)
	}
	for i, file := range files {
		files[i] = filepath.Dir(file)
	}
	return files, nil
}

// readTopic reads the files of a topic, and reports the lines that cannot be
// used.
func readTopic(folder string) (t topic, faults []archive.Fault, err error) {
	if t.references, err = readReferences(filepath.Join(folder, referenceFile)); err != nil {
		return t, nil, err
	}
	f, err := os.Open(filepath.Join(folder, articlesFile))
	if err != nil {
		return t, nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	if t.articles, faults, err = readArticles(f); err == nil && len(t.articles) == 0 {
		err = fmt.Errorf("no article could be read from %s", articlesFile)
	}
	return t, faults, err
}

// readTopics reads the topics of several folders.
func readTopics(folders []string) (all []topic, err error) {
	for _, folder := range folders {
		some, err := topicFolders(folder)
		if err != nil {
			return nil, err
		}
		for _, folder := range some {
			t, _, err := readTopic(folder)
			if err != nil {
				return nil, fmt.Errorf("read the topic in %s: %w", folder, err)
			}
			all = append(all, t)
		}
	}
	return all, nil
}

// escapeGlob escapes the characters of a folder's name that have a meaning in
// patterns.
func escapeGlob(path string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`).Replace(path)
}
