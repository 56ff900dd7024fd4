package index

import (
	"slices"

	"newsarchive/internal/query"
)

// superset returns a query that matches every story that ever matched the one
// given. The index has all headlines that a story ever had; other texts may have
// been revised.
func superset(n query.Node) query.Node {
	switch n := n.(type) {
	case query.And:
		return query.Both(supersets(n.Nodes)...)
	case query.Or:
		parts := supersets(n.Nodes)
		if slices.Contains(parts, query.Node(query.All{})) {
			return query.All{}
		}
		return query.Or{Nodes: parts}
	case query.Learned:
		return superset(n.Either())
	case query.Topic:
		return superset(n.Node)
	case query.Word:
		if n.Field == query.Title {
			n.Field = query.Any
		}
		return orRevised(n, n.Field)
	case query.Phrase:
		if n.Field == query.Title {
			n.Field = query.Any
		}
		return orRevised(n, n.Field)
	case query.Term:
		if n.Field == query.FeedName || n.Field == query.Tag {
			return n
		}
	case query.Cluster:
		return n
	}
	return query.All{}
}

func supersets(nodes []query.Node) []query.Node {
	parts := make([]query.Node, len(nodes))
	for i, n := range nodes {
		parts[i] = superset(n)
	}
	return parts
}

// orRevised adds the stories with revised texts to a node about words.
func orRevised(n query.Node, f query.Field) query.Node {
	if f == query.Publisher {
		return n
	}
	return query.Or{Nodes: []query.Node{n, query.Is{What: "retold"}}}
}
