package dates

// dayParts holds the numbers of a date in order, until it is clear which one is
// the day.
type dayParts struct {
	numbers []int
	widths  []int
	month   int  // by name
	slash   bool // written 1/2/2003
}

func (d *dayParts) number(s string) {
	d.numbers = append(d.numbers, number(s))
	d.widths = append(d.widths, len(s))
}

// complete reports whether the day is known, so that another number can only
// be a time.
func (d *dayParts) complete() bool {
	return len(d.numbers) == 3 || d.month != 0 && len(d.numbers) == 2
}

// assign decides which number is the day, the month and the year, and reports
// whether that is unambiguous.
func (d *dayParts) assign(m *moment) bool {
	if d.month != 0 {
		return d.assignNamed(m)
	}
	if len(d.numbers) != 3 {
		return false
	}
	a, b, c := d.numbers[0], d.numbers[1], d.numbers[2]
	if d.widths[0] == 4 {
		m.year, m.month, m.day = a, b, c
		return true
	}
	if d.widths[2] != 4 && d.widths[2] != 2 {
		return false
	}
	m.year, m.month, m.day = fullYear(c, d.widths[2]), b, a
	if d.slash && a <= 12 {
		// 1/2/2003 is read otherwise in America, where clocks say AM and PM.
		american := m.afternoon || m.forenoon
		if !american && b <= 12 && a != b {
			return false
		}
		if american || b > 12 {
			m.month, m.day = a, b
		}
	}
	return true
}

// assignNamed assigns day and year if the month is a name.
func (d *dayParts) assignNamed(m *moment) bool {
	if len(d.numbers) != 2 {
		return false
	}
	m.month = d.month
	day, year := 0, 1
	if d.widths[0] == 4 || d.widths[1] < 4 && d.numbers[0] > 31 {
		day, year = 1, 0
	}
	if d.widths[day] > 2 || d.widths[year] == 1 || d.widths[year] == 3 || d.widths[year] > 4 {
		return false
	}
	m.day = d.numbers[day]
	m.year = fullYear(d.numbers[year], d.widths[year])
	return true
}
