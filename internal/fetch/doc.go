// Package fetch gets feeds and pages: politely and safely. It moves bytes and
// knows nothing of news.
//
// # Politely
//
// A request carries the validators of the last answer, so that a server may
// say "not modified" (RFC 9110, section 13); an answer whose bytes are those
// of the last one counts as that too. One host is asked one thing at a time,
// and not before Config.MinDelay has passed. What a server asks of us in
// Retry-After is handed on.
//
// # Safely
//
// An answer may have so many bytes and take so long; what is packed is
// counted as it is unpacked. The programs and devices on this machine and in
// this network are out of the reach of strangers: neither a link that somebody
// published nor a redirect leads to a private address. The check is made on
// the address that is dialled, after the name was looked up, so no name can
// lie about it. Nor is any port dialled that belongs to another protocol.
//
// What a person typed is another matter: Request.Trusted lets it be a private
// host, any port, or a file. The trust holds for that host name alone and ends
// where the way once led through a public address.
//
// A user name and password go to the origin of the requested address, by its
// scheme, host and port, and never with a redirect to another. No error
// repeats them, nor more than the host of an address that is itself a secret.
//
// Through a proxy the names are looked up by the proxy. Then only addresses
// that are written as numbers are checked here.
//
// # Failures
//
// Every failure is an *[Error]: it says in words for a person what failed and
// what to do, and what kind of failure it is: errors.Is(err, [ErrTimeout]).
package fetch
