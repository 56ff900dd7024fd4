// Package errkind tells errors apart, for the tables that say what becomes of them:
// an exit code, a status, a sentence.
package errkind

import "errors"

// Is returns a function that reports whether an error wraps one of the targets.
func Is(targets ...error) func(error) bool {
	return func(err error) bool {
		for _, t := range targets {
			if errors.Is(err, t) {
				return true
			}
		}
		return false
	}
}

// As reports whether an error wraps one of type T.
func As[T error](err error) bool {
	_, ok := errors.AsType[T](err)
	return ok
}
