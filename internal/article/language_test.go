package article

import "testing"

func TestGuessLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The council met on Tuesday evening and spoke at length about the new bridge, its cost and its builders, as the people of the town had asked for weeks. Nobody knows when the work will begin, and the mayor would not say.":                             "en",
		"Der Stadtrat hat am Dienstagabend lange über die neue Brücke gesprochen, über ihre Kosten und darüber, wer sie bauen soll. Niemand weiß, wann die Arbeiten beginnen, und der Bürgermeister wollte sich dazu nicht äußern, obwohl viele gefragt hatten.": "de",
		"市議会は火曜日の夜、新しい橋について、その費用と誰が建設するのかを長い時間をかけて話し合った。工事がいつ始まるのかは誰にもわからず、市長も答えようとしなかった。町の人々は何週間も前から説明を求めていた。橋は川の両岸を結ぶことになる。":                                                                                                                                   "ja",
		"No.": "",
	} {
		if got := guessLanguage(text); got != want {
			t.Errorf("%.20s…: %q, want %q", text, got, want)
		}
	}
}
