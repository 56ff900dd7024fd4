// Package greader is the protocol of the Google Reader API, as the programs speak
// it that sync with servers of feeds: numbers of items, names of streams, the
// parameters of requests, the forms of answers. It reads and writes values; what
// they stand for is for the caller to say.
//
// There is no standard. What is here comes from public descriptions of the API
// and from what programs send and expect. Where they differ, every form that one
// of them sends is read, and one form that all of them read is written.
package greader
