// Package mention finds the days that a text speaks of: "March 11", "11 March
// 2011", "2011-03-11", "on Tuesday", "last Friday", "yesterday", "two days
// ago". What is said of a topic later refers back to the days on which it
// turned, so that these days can be told from mere busy ones.
//
// A date without a year, a weekday and a word such as yesterday are read as
// seen from the day on which the text was published. What names no day ("last
// week", "in March", "on Mondays") is no mention. Weekdays, months and the
// words around them are known in English and the larger European languages.
//
// The package is pure: no I/O, no clock.
package mention
