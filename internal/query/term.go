package query

import "strings"

// term returns the node of a value that is compared whole.
func (p *parser) term(f Field, it item) Node {
	if !meaningful(it.text) {
		return nil
	}
	n := Term{Field: f, Value: it.text, Pos: it.from}
	switch f {
	case Site:
		n.Value = host(it.text)
		if n.Value == "" {
			p.fail(it.from, it.to, "", "site: takes a host like bbc.co.uk, not %s", quote(it.text))
		}
	case Author, Link:
		if base, ok := strings.CutSuffix(n.Value, "*"); ok && !it.quoted {
			n.Value, n.Prefix = base, true
			if letters(base) < 2 {
				p.fail(it.from, it.to, "", "%s is too short: a prefix needs two letters", it.text)
			}
		}
	case FeedName:
		p.knownFeed(it)
	case Lang:
		n.Value = strings.ToLower(it.text)
		if !isLang(n.Value) {
			p.fail(it.from, it.to, "", "lang: takes a code like en or ko, not %s", quote(it.text))
		}
	case Tag:
		n.Value = strings.TrimLeft(n.Value, "#")
		if base, ok := strings.CutSuffix(n.Value, "*"); ok && !it.quoted {
			n.Value, n.Prefix = base, true
			if letters(base) < 2 {
				p.fail(it.from, it.to, "", "%s is too short: a prefix needs two letters", it.text)
			}
		}
	}
	return n
}

// knownFeed hints at a feed that does not exist.
func (p *parser) knownFeed(it item) {
	if p.opts.Feed == nil {
		return
	}
	near, ok := p.opts.Feed(it.text)
	switch {
	case ok:
	case near != "":
		p.hint(it.from, it.to, Value(near), "there is no feed %s", quote(it.text))
	default:
		p.hint(it.from, it.to, "", "there is no feed %s (\"archive feed list\" shows them)", quote(it.text))
	}
}

// host returns the host of an address in lower case, or "" if there is none. A *
// before it is ignored, because a site includes the hosts below it.
func host(s string) string {
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s, _, _ = strings.Cut(s, "/")
	s = strings.Trim(strings.TrimPrefix(strings.ToLower(s), "*"), ".")
	if !meaningful(s) || strings.ContainsAny(s, "*,:@ ") {
		return ""
	}
	return s
}

// isLang reports a language code with or without a region or script: en, pt-br.
func isLang(s string) bool {
	code, rest, more := strings.Cut(s, "-")
	if len(code) < 2 || len(code) > 3 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	return !more || rest != "" && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
