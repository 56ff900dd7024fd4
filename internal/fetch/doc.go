// Package fetch downloads feeds and pages over HTTP, politely and safely, and
// reads local files. It does not parse what it fetches, robots.txt aside.
//
// [Client.Get] fetches a feed: what is not a whole document is an error.
// [Client.Page] fetches a page, or sends a form: what the server answered is the
// answer, whatever its status.
//
// # Politely
//
// The request for a feed carries the validators of the last response, so that a
// server may answer "not modified" (RFC 9110, section 13); a response with the
// same bytes as the last one counts as not modified too. Each host gets one
// request at a time, a second apart (Config.MinDelay). RetryAfter passes on a
// Retry-After, and Fresh what Cache-Control and Expires say. Validators by which a
// server would answer "not modified" for ever are not kept.
//
// Pages of a host are Config.PageGap apart, or its Crawl-delay where that is
// longer, up to 30 s. A page is requested only if the site's robots.txt allows it
// (RFC 9309), and so is every address that it redirects to. The file is kept for a
// day. A site that answers with 4xx has none, and allows everything; one that
// fails allows nothing ([ErrRobots]), except what an older file of up to 30 days
// allows. A failure is kept for an hour. PageRequest.IgnoreRobots is for what a
// person asks for. A [Budget] limits the pages of a run; what it refuses
// ([ErrBudget]) was not requested, and is to be asked for in another run.
//
// The wait for a host's turn has no time limit but that of the context. So a
// caller asks one host's pages one after another, and several hosts at once.
//
// # Safely
//
// The size of a body, unpacked, and the time for a request are limited. gzip,
// deflate, br and zstd are unpacked by what the bytes are, whatever the header
// says. Programs and devices on this machine and in its network are protected
// from server-side request forgery: neither a published link nor a redirect
// reaches a private address (the IANA special-purpose registries), except in
// Config.AllowNetworks. The address is checked when it is dialled, after the DNS
// lookup, so a name cannot bypass the check. Ports of other protocols are refused.
//
// Request.Trusted, for an address that a person typed, allows a private host,
// any port, or a file. It holds for that host name only, and ends once a
// redirect has passed through a public address. PageRequest.Origins allows in the
// same way the scheme, host and port of feeds that a person typed.
//
// User name and password are sent to the origin of the requested feed (scheme,
// host and port) only, never to another after a redirect, nor to pages. Pages get
// no cookies and no Referer. A form goes to its own origin only. Errors contain
// neither user name nor password, nor more than the host of a secret address.
//
// A proxy looks names up by itself. So an address is checked before the proxy gets
// it: as it is written, and by all addresses that its name has here. A name that
// means something else to the proxy is beyond that check. Config.TrustProxy leaves
// the lookup out. The proxy's own address is never checked.
//
// # Failures
//
// Every error is an *[Error]. It tells a person what failed and what to do, and
// matches its kind: errors.Is(err, [ErrTimeout]).
package fetch
