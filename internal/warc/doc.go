// Package warc writes pages as WARC 1.1 (ISO 28500:2017), which replay tools
// read, and reads pages from WARC files of this and other programs.
//
// # Writing
//
// Every record is a gzip member of its own. The first describes the file. A page
// is a response record; each redirect that led to it is a response record too,
// before it, and a metadata record names the address that was asked for. There
// are no request records: what was sent is not kept.
//
// The body stands unpacked in the record. So Content-Encoding,
// Transfer-Encoding and Content-Length of the header are dropped, and the
// body's length is written instead. Set-Cookie is dropped too.
//
// # Reading
//
// Response records of HTTP and resource records become pages. A redirect is
// joined to the page that follows it. User names and passwords in the addresses
// of both are dropped. Every other record is passed over. A
// record that cannot be read costs itself only; see [Read] for the limits.
package warc
