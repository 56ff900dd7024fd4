package feed
import ("testing";"errors";"path/filepath")
func TestZZ(t *testing.T){ 
for _, p := range files(t,"feeds","feedparser") { raw:=read(t,p); d,err:=Parse(raw,Options{}); if errors.Is(err,ErrBroken) || (err!=nil && filepath.Ext(p)==".xml") { t.Log(p, len(d.Items), err) } }
for _, p := range files(t,"feeds","gofeed") { if filepath.Ext(p)!=".xml" {continue}; raw:=read(t,p); _,err:=Parse(raw,Options{}); if err!=nil { t.Log(p, err) } }
for _, p := range files(t,"feeds","real") { raw:=read(t,p); d,err:=Parse(raw,Options{}); if err!=nil || len(d.Faults)>0 { t.Log(p, err,d.Faults) }
 for _,i:=range d.Items { if i.Link=="" || i.Published.IsZero() {t.Log(filepath.Base(p), "link",i.Link,i.GUID,"pub", i.PublishedRaw); break} } }
}
