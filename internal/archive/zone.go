package archive

import (
	"os"
	"strings"
	"time"
)

// localZone returns the machine's time zone by its IANA name, which an
// archive keeps permanently; UTC when it has no name.
func localZone() *time.Location {
	for _, name := range []string{os.Getenv("TZ"), zoneOfLink("/etc/localtime"), zoneOfFile("/etc/timezone")} {
		name = strings.TrimPrefix(strings.TrimSpace(name), ":")
		if name == "" || name == "Local" {
			continue
		}
		if zone, err := time.LoadLocation(name); err == nil {
			return zone
		}
	}
	return time.UTC
}

// zoneOfLink reads the zone's name from where the link points.
func zoneOfLink(path string) string {
	target, err := os.Readlink(path)
	if err != nil {
		return ""
	}
	_, name, _ := strings.Cut(target, "zoneinfo/")
	return name
}

func zoneOfFile(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return string(b)
}
