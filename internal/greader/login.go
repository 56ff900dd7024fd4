package greader

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Login is the answer of ClientLogin, as JSON.
type Login struct {
	SID  string `json:"SID"`
	LSID string `json:"LSID"`
	Auth string `json:"Auth"`
}

// Text is the answer as lines NAME=VALUE. Programs split them at every =, so a
// value has none.
func (l Login) Text() string {
	return "SID=" + l.SID + "\nLSID=" + l.LSID + "\nAuth=" + l.Auth + "\n"
}

// Auth returns what a program sends as Authorization: GoogleLogin auth=VALUE.
func Auth(header string) (string, bool) {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(header), " ")
	if !strings.EqualFold(scheme, "GoogleLogin") {
		return "", false
	}
	value, ok := strings.CutPrefix(strings.TrimSpace(rest), "auth=")
	return strings.TrimSpace(value), ok && value != ""
}

const tokenLength = 57 // some programs count

// Token returns the token that writes send back as T. It is made from the value of
// Authorization alone, so that it lasts as long as that does.
func Token(auth string) string {
	sum := sha256.Sum256([]byte("token of the Google Reader API\n" + auth))
	return hex.EncodeToString(sum[:])[:tokenLength]
}

// ValidToken reports whether a write may go on with this T. Some programs send
// none, or x. That is enough: no page of another site can send an Authorization.
func ValidToken(t, auth string) bool {
	t = strings.TrimSpace(t)
	return t == "" || t == "x" || t == Token(auth)
}
