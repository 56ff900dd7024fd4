package faultserver

import (
	"net/http"
	"strconv"
)

// statuses are refusals by the HTTP status alone.
func statuses() (all []Fault) {
	for _, code := range []int{
		202, 204, 206, 300, 305, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 418, 421, 423, 425, 429, 431, 451,
		500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 526, 530, 599, 999,
	} {
		all = append(all, status("status-"+strconv.Itoa(code), code, ""))
	}
	return append(
		all,
		status("busy-seconds", http.StatusTooManyRequests, "7200"),
		status("busy-date", http.StatusServiceUnavailable, "Fri, 31 Dec 9999 23:59:59 GMT"),
		status("busy-nonsense", http.StatusTooManyRequests, "after lunch"),
	)
}

func status(name string, code int, retryAfter string) Fault {
	about := "answers " + strconv.Itoa(code)
	if retryAfter != "" {
		about += " with Retry-After: " + retryAfter
	}
	return Fault{Name: name, About: about, serve: func(c *call) {
		if retryAfter != "" {
			c.ResponseWriter.Header().Set("Retry-After", retryAfter)
		}
		c.WriteHeader(code)
		if code != http.StatusNoContent {
			_, _ = c.ResponseWriter.Write([]byte("<h1>sorry</h1>"))
		}
	}}
}
