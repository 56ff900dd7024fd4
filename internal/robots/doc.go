// Package robots reads robots.txt files by RFC 9309: which paths of a site a
// program may request on its own, and how long it waits between requests.
//
// [Parse] takes the body of a file and returns the [Rules] for one program.
// [AllowAll] are the rules of a site without a file (RFC 9309, section 2.3.1.3).
//
// The groups of a file are chosen by product token: those that name the program,
// taken together, else those for "*". A group without rules allows everything. Of
// the rules that match a path the longest holds; of two equally long ones, the one
// that allows. Paths are compared after their percent-encoding was made uniform.
// Crawl-delay is no part of the standard, and honoured.
//
// The package is pure: it fetches nothing.
package robots
