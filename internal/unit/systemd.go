package unit

import (
	"fmt"
	"strings"
)

// Systemd returns the user service of what goes on (systemd.service(5)).
func Systemd(j Job) (string, error) {
	if err := j.checkSystemd(); err != nil {
		return "", err
	}
	with := ""
	if j.Serve {
		with = " --serve"
	}
	return `# ` + j.purpose() + `: ~/.config/systemd/user/archive.service
#
#     mkdir -p ~/.config/systemd/user
#     archive unit systemd` + with + ` > ~/.config/systemd/user/archive.service
#     systemctl --user daemon-reload
#     systemctl --user enable --now archive.service
#     loginctl enable-linger                        # also while you are logged out
#
#     systemctl --user status archive.service       # how it goes
#     journalctl --user -u archive.service          # what it brought
#     systemctl --user restart archive.service      # after an update of the program

[Unit]
Description=` + j.purpose() + `

[Service]
Type=notify
ExecStart=` + systemdCommand(j.lasting()) + `
Restart=on-failure
RestartSec=60
# Wrong usage (2) and a damaged archive (12) do not get better by themselves.
RestartPreventExitStatus=2 12
# The first start of a new version may have to bring a large archive up to date.
TimeoutStartSec=infinity
TimeoutStopSec=20
WatchdogSec=300
Nice=5
` + hardening(j) + `
[Install]
WantedBy=default.target
`, nil
}

// SystemdOnce returns the user service of a single sync, for a timer.
func SystemdOnce(j Job) (string, error) {
	if err := j.checkSystemd(); err != nil {
		return "", err
	}
	return `# Fetches the feeds that are due, once: ~/.config/systemd/user/archive.service
# archive.timer starts it.
#
#     mkdir -p ~/.config/systemd/user
#     archive unit systemd --once > ~/.config/systemd/user/archive.service
#     archive unit systemd --timer > ~/.config/systemd/user/archive.timer
#     systemctl --user daemon-reload
#     systemctl --user enable --now archive.timer
#     loginctl enable-linger                        # also while you are logged out
#
#     systemctl --user list-timers archive.timer    # when it runs
#     journalctl --user -u archive.service          # what it brought

[Unit]
Description=Fetch the feeds of the archive that are due

[Service]
Type=oneshot
ExecStart=` + systemdCommand(j.words()) + `
# 3: some feeds failed, what the others brought is stored. 11: another sync runs.
SuccessExitStatus=3 11
TimeoutStartSec=infinity
TimeoutStopSec=20
Nice=5
` + hardening(j), nil
}

// SystemdTimer returns the timer that starts the service of SystemdOnce every ten
// minutes, and after the machine was off or asleep.
func SystemdTimer() string {
	return `# Starts archive.service every ten minutes: ~/.config/systemd/user/archive.timer
# "archive unit systemd --once" prints archive.service, with the commands to
# install both.

[Unit]
Description=Fetch the feeds of the archive every ten minutes

[Timer]
OnCalendar=*:0/10
RandomizedDelaySec=60
Persistent=true

[Install]
WantedBy=timers.target
`
}

// checkSystemd is check for systemd, which refuses to run a program whose path has
// quotes or a backslash.
func (j Job) checkSystemd() error {
	if strings.ContainsAny(j.Program, "\"'\\") {
		return fmt.Errorf("systemd runs no program whose path has a quote or a backslash, as %s has; install it elsewhere", j.Program)
	}
	return j.check()
}

// hardening are the settings of systemd.exec(5) that hold for a user service as
// for a system service. They need no namespaces, which many systems do not give
// to users; all of them imply NoNewPrivileges.
func hardening(j Job) string {
	if j.Programs {
		return `# Nothing more is forbidden: programs that are started, as sendmail, may need it.
`
	}
	return `NoNewPrivileges=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
`
}

// systemdCommand writes words as systemd.service(5) reads a command line: in
// double quotes, with C escapes, and with specifiers escaped. A colon before the
// program keeps "$" as it is; systemd knows it since version 244.
func systemdCommand(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = systemdWord(word)
	}
	line := strings.Join(quoted, " ")
	if strings.Contains(line, "$") {
		line = ":" + line
	}
	return line
}

func systemdWord(word string) string {
	word = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `%`, `%%`).Replace(word)
	if plainWord(word) {
		return word
	}
	return `"` + word + `"`
}

// plainWord reports whether a word stands for itself in any of the formats.
func plainWord(word string) bool {
	return word != "" && strings.IndexFunc(word, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("/._-+,:@=", r)
	}) < 0
}
