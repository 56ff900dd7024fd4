package archive

import _ "embed"

//go:embed ndjson.schema.json
var ndjsonSchema string

// NDJSONSchema is the JSON Schema (draft 2020-12) of a line of NDJSON, as
// [ExportNDJSON] writes it.
func NDJSONSchema() string { return ndjsonSchema }
