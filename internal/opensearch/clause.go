package opensearch

import (
	"strings"

	"newsarchive/index"
)

// fieldsOf returns the fields of an index in which terms of one of ours are.
func fieldsOf(field string) []string {
	switch index.KindOf(field) {
	case index.Positions:
		return partFields(index.Parts())
	case index.Counts:
		return []string{prefixCounts + field}
	case index.Set:
		return []string{prefixSet + field}
	default:
		return []string{prefixNumber + field}
	}
}

func partFields(parts []string) []string {
	fields := make([]string, len(parts))
	for i, part := range parts {
		fields[i] = prefixPositions + part
	}
	return fields
}

// filterOf writes a clause in OpenSearch's query language.
func filterOf(c index.Clause) object {
	switch c := c.(type) {
	case index.Every:
		if len(c) == 0 {
			return object{"match_all": object{}}
		}
		return all(filtersOf(c)...)
	case index.Either:
		return either(filtersOf(c))
	case index.Except:
		return object{"bool": object{"must_not": filterOf(c.Clause)}}
	case index.HasTerm:
		return hasTerm(c.Field, c.Terms)
	case index.HasTermBetween:
		return object{"range": object{fieldsOf(c.Field)[0]: object{"gte": c.First, "lte": c.Last}}}
	case index.InRow:
		return inRow(c)
	case index.NumberBetween:
		return object{"range": object{fieldsOf(c.Field)[0]: object{"gte": c.Low, "lt": c.High}}}
	case index.OfStories:
		return object{"terms": object{"story": []int64(c)}}
	}
	return object{"match_none": object{}} // there are no others
}

func filtersOf(clauses []index.Clause) []object {
	filters := make([]object, len(clauses))
	for i, c := range clauses {
		filters[i] = filterOf(c)
	}
	return filters
}

// either matches what any of the filters matches.
func either(filters []object) object {
	switch {
	case len(filters) == 0:
		return object{"match_none": object{}}
	case len(filters) == 1:
		return filters[0]
	}
	return object{"bool": object{"should": filters, "minimum_should_match": 1}}
}

func hasTerm(field string, terms []string) object {
	if len(terms) == 0 {
		return object{"match_none": object{}}
	}
	if index.KindOf(field) != index.Set {
		terms = escapeAll(terms)
	}
	var filters []object
	for _, f := range fieldsOf(field) {
		filters = append(filters, object{"terms": object{f: terms}})
	}
	return either(filters)
}

func escapeAll(terms []string) []string {
	all := make([]string, len(terms))
	for i, t := range terms {
		all[i] = escape(t)
	}
	return all
}

// inRow matches words in a row in one of some parts. The text of such a query is cut
// as that of a document is.
func inRow(c index.InRow) object {
	var filters []object
	for _, field := range partFields(c.In) {
		if len(c.Slots) == 1 {
			filters = append(filters, object{"terms": object{field: escapeAll(c.Slots[0])}})
			continue
		}
		filters = append(filters, object{"match_phrase": object{field: object{"query": rowText(c.Slots)}}})
	}
	return either(filters)
}

// rowText writes words in a row, each with its alternatives.
func rowText(slots [][]string) string {
	places := make([]string, len(slots))
	for i, terms := range slots {
		places[i] = string(nothing)
		if len(terms) > 0 {
			places[i] = strings.Join(escapeAll(terms), string(alternative))
		}
	}
	return strings.Join(places, " ")
}
