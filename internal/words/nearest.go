package words

import "strings"

// maxNearest is how long names are that are compared, in bytes.
const maxNearest = 100

// Nearest returns the name nearest to what was typed, or "": a name that
// begins with it, else the one with the smallest edit distance, of at most half
// of the letters. Names and what was typed are shorter than 100 bytes.
func Nearest(typed string, names []string) (near string) {
	if len(typed) > maxNearest {
		return ""
	}
	typed = strings.ToLower(typed)
	fewest := max(2, len([]rune(typed))/2) + 1
	for _, name := range names {
		if len(name) > maxNearest {
			continue
		}
		changes := Distance(typed, strings.ToLower(name))
		if len(typed) > 1 && strings.HasPrefix(strings.ToLower(name), typed) {
			changes = 0
		}
		if changes < fewest && changes < len([]rune(name)) {
			near, fewest = name, changes
		}
	}
	return near
}

// Distance counts the letters to insert, delete, replace or swap with their
// neighbour between two words (optimal string alignment).
func Distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			replace := rows[i-1][j-1]
			if from[i-1] != to[j-1] {
				replace++
			}
			rows[i][j] = min(replace, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}
