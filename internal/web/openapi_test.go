package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/invopop/jsonschema"
	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"

	"newsarchive/internal/archive"
	"newsarchive/internal/format"
	"newsarchive/internal/news"
)

var update = flag.Bool("update", false, "write openapi.json anew")

// TestOpenAPI promises that openapi.json describes the operations, their
// parameters and the types of what is sent and answered, and that it is valid
// OpenAPI 3.1.
func TestOpenAPI(t *testing.T) {
	for name, of := range map[string]struct {
		server *Server
		about  string
	}{
		"openapi.json":           {&Server{}, "The archive for programs: the answers that its pages give as JSON, with cursors, changes and writes. " + commonWords + "A read has an ETag and answers If-None-Match with 304. "},
		"openapi_elsewhere.json": {&Server{there: &archive.Elsewhere{}}, "What archives have mirrored to OpenSearch, for programs: the answers that its pages give as JSON. It only reads. " + commonWords},
	} {
		t.Run(name, func(t *testing.T) { testDocument(t, name, openAPIOf(t, of.about, of.server.operations())) })
	}
}

const commonWords = "Documents have \"schema\": 1; members may be added to them, none changes its meaning. Parameters that an operation does not have are refused. Times are UTC. "

func testDocument(t *testing.T, name string, made []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, made, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(made), string(kept)); diff != "" {
		t.Errorf("%s is not what the operations are; -update writes it:\n%.3000s", name, diff)
	}
	if ok, wrong := validatorOf(t, kept).ValidateDocument(); !ok {
		for _, w := range wrong {
			t.Errorf("%s: %s %v", w.Message, w.Reason, w.SchemaValidationErrors)
		}
	}
}

// validatorOf returns a validator of requests and answers.
func validatorOf(t *testing.T, document []byte) validator.Validator {
	t.Helper()
	doc, err := libopenapi.NewDocument(document)
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(doc, config.WithFormatAssertions(), config.WithoutSecurityValidation())
	if errs != nil {
		t.Fatal(errs)
	}
	t.Cleanup(v.Release)
	return v
}

type object = map[string]any

// openAPIOf makes the document of operations.
func openAPIOf(t *testing.T, about string, operations []operation) []byte {
	t.Helper()
	schemas, paths := newSchemas(t), map[string]object{}
	for _, op := range operations {
		if paths[op.pattern] == nil {
			paths[op.pattern] = object{}
		}
		paths[op.pattern][strings.ToLower(op.method)] = schemas.operation(op)
	}
	schemas.of(problem{}, false)
	doc := object{
		"openapi": "3.1.0",
		"info": object{
			"title": "archive", "version": "1",
			"description": about + "There is no CORS: pages of other sites get nothing.",
		},
		"servers": []object{{"url": apiPath}},
		"paths":   paths,
		"components": object{
			"schemas": schemas.all,
			"securitySchemes": object{
				"bearer": object{"type": "http", "scheme": "bearer", "description": "an app password"},
				"basic":  object{"type": "http", "scheme": "basic", "description": "any name, and an app password"},
			},
			"responses": object{"Problem": object{
				"description": "A problem (RFC 9457). Its type is an address that says more.",
				"content":     object{"application/problem+json": object{"schema": ref("Problem")}},
			}},
		},
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func ref(name string) object { return object{"$ref": "#/components/schemas/" + name} }

// schemas collects the schemas of types.
type schemas struct {
	*testing.T
	reflector jsonschema.Reflector
	all       object
}

func newSchemas(t *testing.T) *schemas {
	s := &schemas{t, jsonschema.Reflector{Anonymous: true, Mapper: mapped, Namer: schemaName}, object{}}
	for _, dir := range []string{"internal/archive", "internal/chronology", "internal/format", "internal/news", "internal/web", "store"} {
		if err := s.reflector.AddGoComments("newsarchive/"+dir, "../../"+dir); err != nil {
			t.Fatal(err)
		}
	}
	maps.Copy(s.reflector.CommentMap, commentsOf(t))
	for key, comment := range s.reflector.CommentMap {
		text := doclinks.ReplaceAllString(strings.Join(strings.Fields(comment), " "), "$1")
		s.reflector.CommentMap[key] = subject.ReplaceAllString(text, "")
	}
	return s
}

// subject is the name with which a comment of Go begins.
var subject = regexp.MustCompile(`^[A-Za-z]+ (is|are) `)

// commentsOf returns the comments of this package's types and their fields, which
// are not exported.
func commentsOf(t *testing.T) map[string]string {
	t.Helper()
	all, files := map[string]string{}, token.NewFileSet()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			for _, s := range decl.Specs {
				spec, _ := s.(*ast.TypeSpec)
				key := "newsarchive/internal/web." + spec.Name.Name
				all[key] = decl.Doc.Text()
				fields, ok := spec.Type.(*ast.StructType)
				if !ok {
					continue
				}
				for _, f := range fields.Fields.List {
					for _, name := range f.Names {
						all[key+"."+name.Name] = cmp.Or(f.Doc.Text(), f.Comment.Text())
					}
				}
			}
		}
	}
	return all
}

// doclinks are links of Go's comments.
var doclinks = regexp.MustCompile(`\[\*?([A-Za-z.]+)\]`)

// schemaName names the schema of a type.
func schemaName(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[format.Story]():
		return "StoryInFull"
	case reflect.TypeFor[topicDoc]():
		return "TopicInFull"
	case reflect.TypeFor[feedDoc]():
		return "FeedInFull"
	case reflect.TypeFor[problemDoc]():
		return "ProblemType"
	}
	name := strings.TrimSuffix(t.Name(), "Doc")
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// mapped are the schemas of types that write their JSON themselves.
func mapped(t reflect.Type) *jsonschema.Schema {
	switch t {
	case reflect.TypeFor[news.Date]():
		return &jsonschema.Schema{Type: "string", Pattern: `^(\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?)?$`}
	case reflect.TypeFor[news.Seconds]():
		return &jsonschema.Schema{Type: "number"}
	case reflect.TypeFor[archive.Passage]():
		return &jsonschema.Schema{Type: "string"}
	case reflect.TypeFor[news.Post]():
		return &jsonschema.Schema{Type: "object"}
	}
	if t.Kind() == reflect.Struct && t.Name() == "Hint" {
		return &jsonschema.Schema{Type: "string"}
	}
	return nil
}

// of returns a reference to the schema of a value's type.
func (s *schemas) of(v any, sent bool) object {
	s.Helper()
	// What is sent has no further members; answers may get some.
	s.reflector.AllowAdditionalProperties = !sent
	text, err := json.Marshal(s.reflector.Reflect(v))
	if err != nil {
		s.Fatal(err)
	}
	text = bytes.ReplaceAll(text, []byte(`"#/$defs/`), []byte(`"#/components/schemas/`))
	var whole struct {
		Ref  string         `json:"$ref"`
		Defs map[string]any `json:"$defs"`
	}
	if err := json.Unmarshal(text, &whole); err != nil {
		s.Fatal(err)
	}
	for name, schema := range whole.Defs {
		if known, ok := s.all[name]; ok && !gocmp.Equal(known, schema) {
			s.Errorf("two types are named %s", name)
		}
		s.all[name] = schema
	}
	return object{"$ref": whole.Ref}
}

var inPath = regexp.MustCompile(`\{(\w+)\}`)

// operation describes an operation.
func (s *schemas) operation(op operation) object {
	parameters := []object{}
	for _, m := range inPath.FindAllStringSubmatch(op.pattern, -1) {
		parameters = append(parameters, described(pathParameter(m[1]), "path"))
	}
	for _, p := range op.query {
		parameters = append(parameters, described(p, "query"))
	}
	d := object{
		"operationId": op.name, "summary": op.summary, "description": op.about, "responses": s.responses(op),
		"security": []object{{}, {"bearer": []string{}}, {"basic": []string{}}},
	}
	if len(parameters) > 0 {
		d["parameters"] = parameters
	}
	if op.change != nil {
		d["security"] = []object{{"bearer": []string{}}, {"basic": []string{}}}
	}
	if op.body != nil {
		d["requestBody"] = object{"required": true, "content": object{"application/json": object{"schema": s.of(op.body, true)}}}
	}
	return d
}

func described(p parameter, in string) object {
	schema := object{"type": "string"}
	if p.kind != "" {
		schema["type"] = p.kind
	}
	if len(p.one) > 0 {
		schema["enum"] = p.one
	}
	if p.many {
		schema = object{"type": "array", "items": schema}
	}
	d := object{"name": p.name, "in": in, "description": p.about, "schema": schema}
	if in == "path" {
		d["required"] = true
	}
	return d
}

// statuses are those that a document says an operation answers with, beside those
// that any may.
func (op operation) statuses() []int {
	all := []int{http.StatusOK}
	if op.status != 0 {
		all[0] = op.status
	}
	all = append(all, http.StatusBadRequest)
	if op.change != nil {
		all = append(all, http.StatusUnauthorized, http.StatusForbidden)
	} else if op.lasting != never {
		all = append(all, http.StatusNotModified)
	}
	return append(all, op.fails...)
}

func (s *schemas) responses(op operation) object {
	all := object{"default": object{"$ref": "#/components/responses/Problem"}}
	for _, status := range op.statuses() {
		switch {
		case status == http.StatusNotModified:
			all["304"] = object{"description": "Nothing has changed since If-None-Match."}
		case status >= http.StatusBadRequest:
			all[strconv.Itoa(status)] = object{"$ref": "#/components/responses/Problem"}
		default:
			answer := object{"description": "Done."}
			if op.change == nil {
				answer["description"] = "The answer."
			}
			if op.gives != nil {
				answer["content"] = object{"application/json": object{"schema": s.of(op.gives, false)}}
			} else {
				answer["content"] = object{op.kind: object{"schema": object{"type": "string"}}}
			}
			all[strconv.Itoa(status)] = answer
		}
	}
	return all
}
