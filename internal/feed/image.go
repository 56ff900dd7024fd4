package feed

import (
	"net/url"
	"path"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mediaImages returns the images of Media RSS, thumbnails first. They may
// be inside groups and content elements.
func mediaImages(media map[string][]ext.Extension) (images []string) {
	for _, t := range media["thumbnail"] {
		images = append(images, firstOf(t.Attrs["url"], t.Value))
	}
	for _, c := range media["content"] {
		if c.Attrs["medium"] == "image" || c.Attrs["medium"] == "" && imageType(c.Attrs["type"], c.Attrs["url"]) {
			images = append(images, c.Attrs["url"])
		}
		images = append(images, mediaImages(c.Children)...)
	}
	for _, g := range media["group"] {
		images = append(images, mediaImages(g.Children)...)
	}
	return images
}

// imageType reports whether a file is an image, by its media type or, where
// that is not given, by its name.
func imageType(typ, address string) bool {
	if typ != "" {
		return strings.HasPrefix(typ, "image")
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif":
		return true
	}
	return false
}

// firstImage returns the address of the first image in an HTML text that is
// not a tracking pixel.
func firstImage(text string) string {
	if !strings.Contains(text, "<img") && !strings.Contains(text, "<IMG") {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return ""
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		if atom.Lookup(name) != atom.Img {
			continue
		}
		src, pixel := "", false
		for more {
			var key, val []byte
			key, val, more = z.TagAttr()
			switch string(key) {
			case "src":
				src = string(val)
			case "width", "height":
				pixel = pixel || string(val) == "1" || string(val) == "0"
			}
		}
		if src = web(src); src != "" && !pixel {
			return src
		}
	}
}
