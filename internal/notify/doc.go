// Package notify delivers the new stories of topics: to a program, by mail, or
// to a webhook.
//
// [News] is what is delivered. A [Sender] is one way of delivery: [Program],
// [Mail], [Webhook]. [Deliver] has it try up to three times within a limit of
// time. When it fails, the caller leaves the stories new, so that the next check
// delivers them again: a story is delivered at least once, and twice if a
// receiver took it but could not say so.
//
// A phone and a chat take messages of some size only. [Sender.Fit] leaves out
// the events that are too many; they stay new as well.
//
// Headlines come from outside. They are cleaned, shortened and encoded for each
// way, so that they neither end a header of a mail nor write to everyone in a
// chat.
package notify
