// Package mention finds the days that a text mentions: "March 11", "11 March
// 2011", "2011-03-11", "on Tuesday", "last Friday", "yesterday", "two days
// ago". Later texts about a topic mention its turning points, so
// mentions distinguish these days from merely busy ones.
//
// A date without a year, a weekday and a word such as yesterday are read as
// seen from the day on which the text was published. What names no day ("last
// week", "in March", "on Mondays") is no mention. Weekdays, months and the
// words around them are known in English and the larger European languages.
//
// The package is pure: no I/O, no clock.
package mention
