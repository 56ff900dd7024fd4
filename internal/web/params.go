package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// params are the parameters of an address.
type params struct{ url.Values }

func (p params) get(name string) string { return strings.TrimSpace(p.Get(name)) }

// all returns the values of a parameter that are not empty.
func (p params) all(name string) (values []string) {
	for _, v := range p.Values[name] {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// number reads a number of a range; absent, it is the default.
func (p params) number(name string, def, least, most int) (int, error) {
	text := p.get(name)
	if text == "" {
		return def, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, badRequest{fmt.Errorf("%s=%.40q: it takes a number from %d to %d", name, text, least, most)}
	}
	return n, nil
}

// yes reads a switch.
func (p params) yes(name string) bool {
	v := p.get(name)
	return v != "" && v != "no" && v != "0"
}
