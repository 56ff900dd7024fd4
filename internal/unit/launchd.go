package unit

import (
	"encoding/xml"
	"path/filepath"
	"strings"
)

// Launchd returns the property list of an agent of launchd (launchd.plist(5)):
// what goes on.
func Launchd(j Job) (string, error) {
	if err := j.check(); err != nil {
		return "", err
	}
	var arguments strings.Builder
	for _, word := range j.lasting() {
		arguments.WriteString("\t\t" + plistString(word) + "\n")
	}
	log := plistString(filepath.Join(j.Home, "Library", "Logs", "archive.log"))
	with, kind := "", "Background"
	if j.Serve {
		with, kind = " …", "Standard" // XML has no "--" in comments
	}
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!--
` + j.purpose() + `: ~/Library/LaunchAgents/local.archive.plist

    archive unit launchd` + with + ` > ~/Library/LaunchAgents/local.archive.plist
    launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/local.archive.plist

    launchctl print gui/$(id -u)/local.archive            how it goes
    tail ~/Library/Logs/archive.log                       what it brought
    launchctl kickstart -k gui/$(id -u)/local.archive     after an update of the program
    launchctl bootout gui/$(id -u)/local.archive          ends it for good
-->
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>local.archive</string>
	<key>ProgramArguments</key>
	<array>
` + arguments.String() + `	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>KeepAlive</key>
	<dict>
		<key>SuccessfulExit</key>
		<false/>
	</dict>
	<key>ThrottleInterval</key>
	<integer>60</integer>
	<key>ExitTimeOut</key>
	<integer>20</integer>
	<key>ProcessType</key>
	<string>` + kind + `</string>
	<key>StandardOutPath</key>
	` + log + `
	<key>StandardErrorPath</key>
	` + log + `
</dict>
</plist>
`, nil
}

func plistString(text string) string {
	var b strings.Builder
	b.WriteString("<string>")
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder takes all
	b.WriteString("</string>")
	return b.String()
}
