package gnews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
)

// errNoRow means that the answer to a POST gives no address for a token, though
// it does for others or was of this one alone.
var errNoRow = errors.New("Google gives no address for the story") //nolint:staticcheck // a name

// ask asks for the addresses of stories with signatures, many in a POST.
func (r *run) ask(ctx context.Context, signed []task) error {
	for tasks := range slices.Chunk(signed, batch) {
		if err := r.askBatch(ctx, tasks); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) askBatch(ctx context.Context, tasks []task) error {
	form := url.Values{"f.req": {requestOf(tasks)}}
	answer, err := r.Client.Post(ctx, r.base()+"/_/DotsSplashUi/data/batchexecute", form)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	var addresses map[string]string
	var whole bool
	if err == nil {
		addresses, whole, err = r.readPost(answer)
	}
	if isBlocked(err) {
		return err
	}
	for i, t := range tasks {
		address := addresses[envelope(i, len(tasks))]
		var reported error
		switch {
		case address != "":
			reported = r.settle(t, address)
		case err != nil:
			reported = r.failed(t, err)
		case !whole:
			reported = r.failed(t, errAnswer)
		default:
			reported = r.report(Outcome{Token: t.Token, State: Refused, Err: errNoRow})
		}
		if reported != nil {
			return reported
		}
	}
	return nil
}

// readPost is readAnswer of an answer that may be a refusal.
func (r *run) readPost(answer Answer) (addresses map[string]string, whole bool, err error) {
	if err := r.refusal(answer); err != nil {
		return nil, false, err
	}
	if answer.Status != 200 {
		return nil, false, badStatus(answer.Status)
	}
	addresses, whole, err = readAnswer(answer.Body)
	if err == nil {
		return addresses, whole, nil
	}
	if page := readArticlePage(answer.Body, ""); page.blocked != "" {
		return nil, false, r.blocked(page.blocked, answer)
	}
	return nil, false, err
}

// envelope returns the name of the question at a place among several.
func envelope(place, all int) string {
	if all == 1 {
		return "generic"
	}
	return strconv.Itoa(place + 1)
}

// requestOf returns the value of f.req for stories with signatures.
func requestOf(tasks []task) string {
	envelopes := make([][4]any, len(tasks))
	for i, t := range tasks {
		inner := fmt.Sprintf(`["garturlreq",[["X","X",["X","X"],null,null,1,1,"US:en",null,1,null,null,null,null,null,0,1],"X","X",1,[1,1,1],1,1,null,0,0,null,0],%s,%d,%s]`,
			quote(t.Token), t.signature.time, quote(t.signature.value))
		envelopes[i] = [4]any{"Fbv4je", inner, nil, envelope(i, len(tasks))}
	}
	request, err := json.Marshal([1][][4]any{envelopes})
	if err != nil {
		panic(err) // strings and null always can be written
	}
	return string(request)
}

// quote writes a string as JSON.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always can be written
	}
	return string(b)
}
