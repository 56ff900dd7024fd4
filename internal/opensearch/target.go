package opensearch

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// ErrTarget means that an address does not name an index.
var ErrTarget = errors.New("not the address of an index")

// Target is an index in a cluster.
type Target struct {
	Server string // https://host:9200, or with several nodes https://one:9200,two:9200; without a slash at the end
	Index  string
}

// String returns the address of the index.
func (t Target) String() string { return t.Server + "/" + t.Index }

// maxIndexName leaves room for what is added to the name of an index, which has
// 255 bytes at most.
const maxIndexName = 200

// servers returns the address of each node.
func (t Target) servers() []string {
	scheme, rest, _ := strings.Cut(t.Server, "://")
	hosts, path, more := strings.Cut(rest, "/")
	if more {
		path = "/" + path
	}
	all := strings.Split(hosts, ",")
	for i, host := range all {
		all[i] = scheme + "://" + host + path
	}
	return all
}

// maxNodes is how many nodes of a cluster an address may name.
const maxNodes = 32

// ParseTarget reads an address such as https://host:9200/news; what comes before
// the last segment of the path belongs to the server. The host may be several nodes
// of one cluster, separated by commas. The address must not have a user name or a
// password. The error wraps [ErrTarget].
func ParseTarget(address string) (t Target, err error) {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(address), "://")
	hosts, path, _ := strings.Cut(rest, "/")
	nodes := strings.Split(hosts, ",")
	if len(nodes) > maxNodes {
		return Target{}, fmt.Errorf("%w: it names more than %d nodes", ErrTarget, maxNodes)
	}
	for _, node := range nodes {
		if t, err = parseNode(scheme + "://" + node + "/" + path); err != nil {
			return Target{}, err
		}
	}
	if last := nodes[len(nodes)-1]; len(nodes) > 1 {
		t.Server = strings.Replace(t.Server, last, hosts, 1)
	}
	return t, nil
}

// parseNode reads an address with one host.
func parseNode(address string) (Target, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Target{}, fmt.Errorf("%w: it is written https://host:9200/news", ErrTarget)
	}
	if u.User != nil {
		return Target{}, fmt.Errorf("%w: it has a user name or password in it, which are given apart", ErrTarget)
	}
	path := strings.TrimRight(u.Path, "/")
	at := strings.LastIndexByte(path, '/')
	name := path[at+1:]
	switch {
	case u.RawQuery != "" || u.Fragment != "":
		return Target{}, fmt.Errorf("%w: it has parameters or a fragment", ErrTarget)
	case at < 0 || name == "":
		return Target{}, fmt.Errorf("%w: it ends with the name of the index, as in %s://%s/news", ErrTarget, u.Scheme, u.Host)
	case !indexName(name):
		return Target{}, fmt.Errorf("%w: the name of an index has small letters, digits and - _ . only, begins with a letter or digit, and has %d bytes at most", ErrTarget, maxIndexName)
	}
	u.Path, u.RawPath = path[:at], ""
	return Target{Server: u.String(), Index: name}, nil
}

func indexName(name string) bool {
	return len(name) <= maxIndexName && !strings.ContainsAny(name[:1], "-_.") && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == ""
}

// maxArchiveName is how many bytes the name of an archive may have.
const maxArchiveName = 64

// CheckName returns an error if an archive cannot have the name in an index.
func CheckName(name string) error {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
	if name == "" || len(name) > maxArchiveName || strings.Trim(name, letters) != "" {
		return fmt.Errorf("the name of an archive has letters of English, digits and - _ . only, %d at most", maxArchiveName)
	}
	return nil
}
