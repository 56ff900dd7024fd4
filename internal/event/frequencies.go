package event

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strings"
)

// frequencyTable says how common terms are: see NewFrequencies.
//
// It is part of the method, and changes only with its Version. The one since version
// 2 was made by
//
//	go run ./internal/evaluate/cmd/frequencies -o internal/event/frequencies.bin -most 1100 -most-counted 6000 -headlines headlines.tsv.gz LISTS…
//
// from 121,586 headlines of Google News of 2025 and 2026 in English and Swedish,
// and from the word lists of wordfreq 3.1.1 (Robyn Speer, doi:10.5281/zenodo.7199437)
// in 29 languages, of which it holds the most common words, as hashes and rounded
// logarithms alone.
//
//go:embed frequencies.bin
var frequencyTable string

// A table of frequencies is an open hash table. A slot is empty (0) or has four bits
// of a rarity and the twelve lowest of a term's hash, of which the sixteen highest
// say where to look first.
const (
	frequencySlots = 1 << 16
	slotBytes      = 2
	rarityBits     = 4
	// rare is the rarity of what the table does not hold.
	rare = 1 << rarityBits
)

// NewFrequencies returns the bytes of a table: of each term, by its hash, the share of
// the headlines that have it, above 0. There must be fewer terms than 2^16.
func NewFrequencies(shares map[uint32]float64) []byte {
	table := make([]byte, frequencySlots*slotBytes)
	for hash, share := range shares {
		rarity := min(max(0, int(math.Round(-math.Log2(share)))), rare-1)
		at := hash >> 16
		for binary.LittleEndian.Uint16(table[at*slotBytes:]) != 0 {
			at = (at + 1) % frequencySlots
		}
		binary.LittleEndian.PutUint16(table[at*slotBytes:], mark(hash)|uint16(rarity)) //nolint:gosec // four bits
	}
	return table
}

func mark(hash uint32) uint16 {
	return uint16(max(hash&(1<<(16-rarityBits)-1), 1)) << rarityBits //nolint:gosec // twelve bits
}

// rarityOf returns the negative logarithm to base 2 of the share of headlines that
// have a term: 0 to 15, or rare.
func rarityOf(hash uint32) int {
	marked := mark(hash)
	for at := hash >> 16; ; at = (at + 1) % frequencySlots {
		slot := uint16(frequencyTable[at*slotBytes]) | uint16(frequencyTable[at*slotBytes+1])<<8
		switch {
		case slot == 0:
			return rare
		case slot>>rarityBits == marked>>rarityBits:
			return int(slot & (1<<rarityBits - 1))
		}
	}
}

// LanguageHash returns the hash that a table holds if it knows the words of a
// language, by its tag.
func LanguageHash(tag string) uint32 {
	language, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	switch language {
	case "nb", "nn":
		language = "no"
	case "hr", "sr", "bs":
		language = "sh"
	}
	return hash32("language:" + language)
}

// knows reports whether the table knows the words of a language.
func knows(tag string) bool { return rarityOf(LanguageHash(tag)) < rare }
