package article

// furnitureBeginnings are how short blocks of furniture begin, in lower case.
func furnitureBeginnings() []string {
	return []string{
		// Related stories.
		"read more:", "read more about", "read also", "also read", "read next", "read full", "read:", "see also:", "related:", "related article", "related stor", "related coverage", "more on this", "more from ", "don't miss", "don’t miss", "watch:", "listen:", "click here to",
		"lesen sie auch", "lesen sie hier", "lesen sie mehr", "lies auch", "mehr zum thema", "mehr dazu:", "das könnte sie", "das könnte dich", "das thema könnte", "auch interessant", "weiterlesen:", "siehe auch:", "weiterführende", "passend dazu", "zum weiterlesen", "weitere informationen:",
		"lea también", "lea tambien", "lea más", "lea mas", "lea:", "lee también", "lee tambien", "lee más", "leer más", "leer también", "vea también", "vea tambien", "ver también", "mira también", "mira:", "mire:", "mire también", "puedes ver:", "puede ver:", "le puede interesar", "te puede interesar", "te recomendamos", "además:", "también puedes leer", "puedes leer:",
		"à lire aussi", "a lire aussi", "lire aussi", "à lire :", "à voir aussi", "voir aussi", "lire également",
		"leia também", "leia mais", "veja também", "saiba mais", "leggi anche", "leggi qui", "guarda anche", "lees ook", "lees meer", "läs också", "läs mer", "les også", "læs også", "czytaj też", "czytaj także", "czytaj również", "zobacz też", "zobacz także", "читайте также", "читайте ещё", "читать также", "смотрите также", "по теме:", "lue myös", "viz také", "olvasta már", "ayrıca okuyun",
		// Newsletters, subscriptions, apps, following.
		"subscribe to", "subscribe now", "subscribe for", "sign up for", "sign up to", "join our newsletter", "get the latest", "get our ", "download our app", "for the latest stories", "for more stories", "follow us", "like us on", "join us on", "support our journalism",
		"newsletter abonnieren", "jetzt abonnieren", "abonnieren sie", "melde dich zum newsletter", "melden sie sich", "folgen sie uns", "folge uns", "folgt uns",
		"suscríbete", "suscribete", "suscríbase", "síguenos", "siguenos", "síganos", "únete a", "unete a", "recibe las", "regístrate",
		"abonnez-vous", "inscrivez-vous", "suivez-nous", "recevez ", "assine ", "inscreva-se", "siga-nos", "siga a ", "iscriviti", "seguici", "abonneer", "meld je aan", "volg ons", "prenumerera", "följ oss", "zapisz się", "subskrybuj", "подпишитесь", "подписывайтесь", "tilaa uutiskirje",
		// Sharing and comments.
		"share this", "share on", "share via", "share article", "diesen artikel teilen", "diesen beitrag teilen", "artikel teilen", "artikel gefallen", "teile diesen", "teilen sie", "compartir en", "comparte", "partager sur", "partagez", "condividi", "deel dit", "dela på", "поделиться", "udostępnij",
		"leave a comment", "post a comment", "leave a reply", "kommentar schreiben", "schreibe einen kommentar", "kommentare (", "deja un comentario", "deja tu comentario", "tus comentarios", "laisser un commentaire", "deixe um comentário", "valora esta noticia", "what do you think", "join the conversation", "view comments",
		// Notices.
		"copyright ©", "copyright 20", "all rights reserved", "alle rechte vorbehalten", "todos los derechos", "tous droits", "this article is the copyrighted", "advertising disclosure", "affiliate disclosure", "this post contains affiliate", "this entry was posted", "posted in ", "posted under", "filed under", "tagged with", "tagged as", "tags:", "tag:", "tagged:", "category :", "categories:", "kategorie:", "kategorien:", "schlagwörter:", "schlagworte:", "stichwörter:", "etiquetas:", "mots-clés", "bookmark the permalink", "permalink:", "veröffentlicht in ", "verschlagwortet mit", "abgelegt unter", "gepostet in", "noch keine bewertungen", "zuletzt aktualisiert", "last updated", "aktualisiert am", "we use cookies", "wir verwenden cookies", "this site uses cookies", "diese seite verwendet cookies", "diese website verwendet", "utilizamos cookies", "nous utilisons des cookies", "autor:", "autorin:", "autoren:", "foto:", "fotos:", "bild:", "bildquelle", "bildnachweis", "photo:", "photo by", "photo credit", "image credit", "image:", "credit:", "imagen:", "crédit photo", "foto de", "by signing up", "read our privacy", "have a tip", "got a tip", "send us a", "puede escribirnos",
	}
}

// furnitureLines are whole lines of furniture, in lower case.
func furnitureLines() []string {
	return []string{
		"share", "shares", "tweet", "email", "e-mail", "print", "pin", "pin it", "pinterest", "facebook", "twitter", "whatsapp", "telegram", "linkedin", "reddit", "xing", "copy link", "link copied", "save", "follow", "like this", "loading", "reply", "comments", "comment", "no comments", "add comment", "more", "read more", "continue reading", "advertisement", "advertisment", "ad", "sponsored", "sponsored content", "story continues", "article continues below", "back to top", "top", "home", "next", "previous", "menu", "search", "login", "log in", "sign in", "register", "subscribe", "related", "see also", "newsletter", "next article", "previous article", "view gallery", "view all", "show more", "load more", "skip ad",
		"teilen", "drucken", "merken", "anzeige", "werbung", "mehr", "weiterlesen", "mehr lesen", "vergrößern", "nach oben", "zurück", "zum seitenanfang", "kommentare", "kommentieren", "quelle", "startseite", "abonnieren", "anmelden", "zurück zur übersicht", "artikel drucken", "inhaltsverzeichnis", "seite drucken", "artikel versenden",
		"compartir", "imprimir", "publicidad", "guardar", "comentarios", "seguir leyendo", "ver más", "suscríbete", "partager", "imprimer", "publicité", "enregistrer", "lire la suite", "lire plus", "s'abonner", "commentaires", "compartilhar", "publicidade", "continua após a publicidade", "continue lendo", "condividi", "pubblicità", "stampa", "commenti", "delen", "advertentie", "reageer", "dela", "annons", "dele", "annonse", "annonce", "udostępnij", "reklama", "drukuj", "поделиться", "реклама", "комментарии", "печать", "jaa", "mainos", "分享", "广告", "廣告", "シェア", "広告", "공유하기", "광고",
	}
}

// furnitureParts are parts of the names of classes, furnitureWords are whole
// words of them; both in lower case, with hyphens.
func furnitureParts() []string {
	return []string{
		"related-", "-related", "relatedpost", "relatedarticle", "readmore", "read-more", "read-also", "readalso", "more-stories", "most-read", "mostread",
		"newsletter", "subscribe-", "subscription", "signup", "sign-up", "sharedaddy", "share-", "-share", "sharing", "social-", "-social", "socialmedia", "follow-us",
		"author-bio", "author-box", "authorbox", "author-info", "about-author", "aboutauthor", "author-card", "author-profile", "post-author", "article-author", "byline",
		"breadcrumb", "post-tags", "tag-list", "taglist", "tags-links", "article-tags", "cat-links", "entry-meta", "post-meta", "article-meta", "entry-footer", "post-footer", "article-footer",
		"comment-", "comments", "cookie", "consent", "disclaimer", "advert", "sponsored", "promo-", "-promo", "teaser-", "-teaser",
		"recommend", "outbrain", "taboola", "trending", "pagination", "post-nav", "nav-links", "print-", "jp-relatedposts", "rating", "copyright",
		"screen-reader-text", "visually-hidden", "sr-only", "skip-link", "hidden-print", "no-print", "mw-editsection", "navbox", "toc-",
	}
}

func furnitureWords() []string {
	return []string{"related", "share", "social", "sidebar", "tags", "breadcrumbs", "subscribe", "ad", "ads", "anzeige", "werbung", "toc", "hidden", "noprint", "promo", "popup", "modal"}
}
