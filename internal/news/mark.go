package news

// Mark is a position in the change log: a change's number, and a random nonce
// that distinguishes histories with equal numbers. The zero Mark is before the
// first change.
type Mark struct {
	Seq   int64 `json:"seq"`
	Nonce int64 `json:"nonce"`
}
