package archive

import (
	"os"
	"path/filepath"
	"slices"
)

// sites finds the site of a post: the given one, else the
// nearest folder above with a Hugo configuration, else the imported folder.
type sites struct {
	given string
	roots map[string]string // the site's folder of each folder; "": none
}

// of returns the site of a file, which was found below a folder, and the
// file's path within it, with slashes.
func (s *sites) of(file, folder string) (site, path string, err error) {
	file, err = filepath.Abs(file)
	if err == nil {
		folder, err = filepath.Abs(folder)
	}
	if err != nil {
		return "", "", err
	}
	root := s.root(filepath.Dir(file))
	if root == "" {
		root = folder
	}
	rel, err := filepath.Rel(root, file)
	if err != nil {
		return "", "", err
	}
	site = root
	if s.given != "" {
		site = s.given
	}
	return site, filepath.ToSlash(rel), nil
}

// root returns the folder with Hugo's configuration at or above a folder.
func (s *sites) root(dir string) string {
	if s.roots == nil {
		s.roots = map[string]string{}
	}
	if root, ok := s.roots[dir]; ok {
		return root
	}
	root := ""
	if hasHugoConfig(dir) {
		root = dir
	} else if up := filepath.Dir(dir); up != dir {
		root = s.root(up)
	}
	s.roots[dir] = root
	return root
}

// hasHugoConfig reports whether a folder is the root of a Hugo site. The
// older names of its configuration are used by others too, so these count
// beside a folder of content only.
func hasHugoConfig(dir string) bool {
	extensions := []string{".toml", ".yaml", ".yml", ".json"}
	is := func(name string) bool {
		_, err := os.Stat(filepath.Join(dir, name))
		return err == nil
	}
	if slices.ContainsFunc(extensions, func(ext string) bool { return is("hugo" + ext) }) {
		return true
	}
	return is("content") && (is(filepath.Join("config", "_default")) ||
		slices.ContainsFunc(extensions, func(ext string) bool { return is("config" + ext) }))
}
