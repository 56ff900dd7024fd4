package index

import "context"

// Search answers one request from the generation in use.
func (x *Index) Search(ctx context.Context, r Request) (result Result, err error) {
	err = x.View(ctx, func(v *View) error {
		result, err = v.Search(r)
		return err
	})
	return result, err
}
