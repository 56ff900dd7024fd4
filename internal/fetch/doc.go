// Package fetch downloads feeds and pages over HTTP, politely and safely, and
// reads local files. It does not parse what it fetches.
//
// # Politely
//
// A request carries the validators of the last response, so that a server may
// answer "not modified" (RFC 9110, section 13); a response with the same bytes
// as the last one counts as not modified too. Each host gets one request at a
// time, Config.MinDelay apart. Response.RetryAfter passes on a Retry-After.
//
// # Safely
//
// The size of a body, unpacked, and the time for a request are limited. Programs
// and devices on this machine and in its network are protected from server-side
// request forgery: neither a published link nor a redirect reaches a private
// address (the IANA special-purpose registries). The address is checked when it
// is dialled, after the DNS lookup, so a name cannot bypass the check. Ports of
// other protocols are refused.
//
// Request.Trusted, for an address that a person typed, allows a private host,
// any port, or a file. It holds for that host name only, and ends once a
// redirect has passed through a public address.
//
// User name and password are sent to the origin of the requested address
// (scheme, host and port) only, never to another after a redirect. Errors
// contain neither them nor more than the host of a secret address.
//
// Through a proxy, the proxy looks names up. Then only numeric addresses are
// checked here.
//
// # Failures
//
// Every error is an *[Error]. It tells a person what failed and what to do, and
// matches its kind: errors.Is(err, [ErrTimeout]).
package fetch
