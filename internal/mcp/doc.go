// Package mcp offers the archive to assistants by the Model Context Protocol:
// tools that search, show stories, count over time, and say where the archive was
// not looking; and, only if that is wanted, tools that change it.
//
// [New] makes a server. [Server.Serve] speaks the protocol on a pair of streams,
// as with stdin and stdout; [Server.Handler] over HTTP, without sessions (protocol
// 2026-07-28, and earlier ones). The archive is opened when a tool needs it.
//
// # Answers
//
// An answer is a structured object, at most [MaxResult] bytes with all that is
// around it; what does not fit follows with its cursor. Its stories have evidence:
// number, address, publisher, first seen, passage. "coverage" says on which days
// feeds were fetched, so that "nothing was written" differs from "not fetched".
//
// Text from outside stands in fields of that object only, cleaned of what a
// terminal or editor obeys, and each answer says that it is data. The sentence
// beside it, and all errors, have words of this program. Marking text as data does
// not stop an assistant from obeying it.
package mcp
