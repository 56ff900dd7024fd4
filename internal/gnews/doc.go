// Package gnews knows the addresses of Google News: it recognises the links of
// stories, builds the addresses of feeds, and finds a story's address at its
// publisher. It sends no request itself; a [Client] does.
//
// # Links
//
// A link names its story by a token ([Token]). The contents of a token are a
// protobuf message in base64. An old token holds the publisher's address, which
// [Decode] reads. A newer one is opaque: only Google can tell the address.
//
// # Asking
//
// A [Resolver] asks in two steps. A GET of the story's page brings a signature;
// a POST of many tokens with their signatures brings their addresses. Google
// counts the GETs of one machine and refuses after some twenty to eighty. So
// there is a budget of GETs, the stories most wanted come first, and many tokens
// share a POST.
//
// Every answer is reported at once as an [Outcome], for the caller to store. A
// signature is an answer too: it is in Outcome.Progress, and given back as
// Story.Progress it is not asked for again. Where the caller stores each outcome
// before the report function returns, a run that is killed repeats at most the
// request in flight.
//
// When Google refuses to serve this machine, the run ends with a [*Blocked].
// The caller then asks nothing for the time that [Pause] gives.
//
// An address counts only if [Check] accepts it.
package gnews
