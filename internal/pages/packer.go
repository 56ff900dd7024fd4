package pages

import (
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// maxBody is the size in bytes of the largest body that is kept or unpacked.
const maxBody = 32 << 20

// packer packs and unpacks. It is safe for concurrent use.
type packer struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

func newPacker() (*packer, error) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return nil, fmt.Errorf("make a packer: %w", err)
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBody))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make an unpacker: %w", err), e.Close())
	}
	return &packer{e, d}, nil
}

func (p *packer) close() error {
	p.decoder.Close()
	return p.encoder.Close()
}

func (p *packer) packed(b []byte) []byte { return p.encoder.EncodeAll(b, []byte{}) }

func (p *packer) unpacked(b []byte) ([]byte, error) {
	b, err := p.decoder.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return b, nil
}
