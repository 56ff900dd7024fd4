package news

// Mark is a place in the change log: a change's number, and the random nonce
// that tells two histories with the same number apart. The zero Mark stands
// before the first change.
type Mark struct {
	Seq   int64 `json:"seq"`
	Nonce int64 `json:"nonce"`
}
