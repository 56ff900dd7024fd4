// Package access has how one feed is asked for: who asks, with which headers,
// cookies and credentials, through which proxy, and how its certificate is
// judged. It checks what a person gives, and says what is set without a value.
//
// [Settings] is a plain value. internal/private keeps it, internal/fetch uses it.
// Nearly all of it may be a secret: nothing here prints it, and no error repeats
// a value.
package access
