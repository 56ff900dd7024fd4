package unit

import (
	"fmt"
	"slices"
	"strings"
)

// Cron returns a line for a crontab (crontab(5)): a sync every ten minutes. A
// backslash is an error, because versions of cron read it in different ways.
func Cron(j Job) (string, error) {
	if err := j.check(); err != nil {
		return "", err
	}
	words := j.words("-q")
	quoted := make([]string, len(words))
	for i, word := range words {
		if strings.Contains(word, `\`) {
			return "", fmt.Errorf(`%q has a backslash, which versions of cron read in different ways; use systemd's form, or another path`, word)
		}
		quoted[i] = shellWord(word)
	}
	line := strings.Join(quoted, " ")
	mails := "why a sync could not run"
	if slices.Contains(j.Flags, "--check") {
		mails += ", and new stories of topics"
	}
	return `# Fetches the feeds that are due, every ten minutes. Add the line with
#
#     crontab -e
#
# cron mails what is printed: ` + mails + `.
*/10 * * * * ` + strings.ReplaceAll(line, "%", `\%`) + "\n", nil
}

// shellWord quotes a word for sh, where it needs that.
func shellWord(word string) string {
	if plainWord(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
