package gnews

import "testing"

// A search is asked in the edition that language and country state, or the
// likeliest of one of them.
func TestSearch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ words, language, country, want string }{
		{"South Korea  Japan", "", "", "q=South+Korea+Japan&hl=en-US&gl=US&ceid=US:en"},
		{"한국 일본", "ko", "", "q=%ED%95%9C%EA%B5%AD+%EC%9D%BC%EB%B3%B8&hl=ko&gl=KR&ceid=KR:ko"},
		{"summit", "", "KR", "q=summit&hl=ko&gl=KR&ceid=KR:ko"},
		{"summit", "en", "GB", "q=summit&hl=en-GB&gl=GB&ceid=GB:en"},
		{"cúpula", "pt-BR", "", "q=c%C3%BApula&hl=pt-BR&gl=BR&ceid=BR:pt-419"},
		{"峰会", "zh-Hans", "CN", "q=%E5%B3%B0%E4%BC%9A&hl=zh-CN&gl=CN&ceid=CN:zh-Hans"},
		{"summit", "", "de", "q=summit&hl=de&gl=DE&ceid=DE:de"},
	} {
		f, err := Search(c.words, c.language, c.country)
		if want := "https://news.google.com/rss/search?" + c.want; err != nil || f.URL != want {
			t.Errorf("%+v gives %s, %v; want %s", c, f.URL, err, want)
		}
	}
	for _, c := range [][3]string{{" ", "", ""}, {"x", "english", ""}, {"x", "", "Korea"}} {
		if f, err := Search(c[0], c[1], c[2]); err == nil {
			t.Errorf("%q gives %s", c, f.URL)
		}
	}
}
