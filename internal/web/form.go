package web

import (
	"slices"

	"newsarchive/internal/terminal"
)

// form is a form as a page shows it.
type form struct {
	Action string
	Token  string
	Upload bool
	Wrong  string // what is wrong with the whole of it
	Fields []field
	Submit string
	Try    string // a second button, which changes nothing; "" for none
	Back   string // a page to go to instead; may be empty
	Danger bool
}

// field is a field of a form with its label, its value, and what is wrong with it.
type field struct {
	Name     string
	Label    string
	Kind     string // text, textarea, select, radio, file, hidden
	Value    string
	Help     string
	Wrong    string
	Required bool
	Focus    bool
	Choices  []option
	Suggest  []string // values to offer
}

// option is a value that a field can take.
type option struct {
	Value, Label, About string
	On                  bool
}

// formOf returns a form with a token of the request's session. Sent before, it has
// what was sent and what was wrong with that; the first field that is wrong gets
// the focus.
func (s *Server) formOf(r *request, f form) form {
	f.Token = s.sealer.token(r.session)
	if r.form == nil || r.URL.Path != f.Action && r.URL.EscapedPath() != f.Action {
		return f
	}
	f.Wrong = r.form.wrong[""]
	focused := false
	for i := range f.Fields {
		x := &f.Fields[i]
		if _, ok := r.form.Values[x.Name]; ok && x.Kind != "file" {
			x.Value = terminal.Clean(r.form.get(x.Name))
		}
		x.Wrong = r.form.wrong[x.Name]
		if x.Focus = x.Wrong != "" && !focused; x.Focus {
			focused = true
		}
		for j := range x.Choices {
			x.Choices[j].On = x.Choices[j].Value == x.Value
		}
	}
	return f
}

// formPage is what a page with nothing but a form shows.
type formPage struct {
	Title string
	Text  []string // paragraphs before the form
	Form  form
	// Bookmarklet is a link to keep among a browser's bookmarks; "" if there is none.
	Bookmarklet bookmarklet
	Tried       *triedView // what the form would find; nil: it was not tried
}

// formAnswer is a page with a form.
func (s *Server) formAnswer(r *request, section string, p formPage) *answer {
	title := p.Title
	if r.form != nil {
		p.Tried = r.form.tried
	}
	if p.Form.Wrong != "" || slices.ContainsFunc(p.Form.Fields, func(f field) bool { return f.Wrong != "" }) {
		title = "Not done: " + title
	}
	return s.page(r, "form", view{Title: title, Section: section, Body: p})
}
