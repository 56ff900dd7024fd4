// Package count counts matched documents: by period, by facet, by chain and
// publisher, and over time. A [Timeline] counts several queries at once, day by
// day.
package count
