package article

// The lists below are in lower case, in English, German, French, Spanish,
// Italian, Portuguese, Dutch, Swedish, Polish, Russian, Japanese and Chinese.

func consentHosts() []string {
	return []string{"consent.", "guce.", "cmp.", "privacy-mgmt.", "myprivacy.", "tcf."}
}

func consentPaths() []string {
	return []string{"consent", "collectconsent", "privacygate", "privacy-gate", "cookie-consent", "cookiewall", "privacywall", "consent.html", "consentcheck"}
}

func loginHosts() []string {
	return []string{"login.", "accounts.", "account.", "auth.", "signin.", "sso.", "myaccount.", "idp."}
}

func loginPaths() []string {
	return []string{"login", "signin", "sign-in", "log-in", "anmelden", "connexion", "iniciar-sesion", "sso", "logon", "inloggen", "accedi", "logga-in", "login.html", "login.php", "wp-login.php"}
}

func botTitles() []string {
	return []string{
		"just a moment", "attention required! | cloudflare", "access denied", "access to this page has been denied", "are you a robot", "are you human", "pardon our interruption",
		"verify you are human", "verifying you are human", "verify that you are not a robot", "ddos protection", "security check", "bot verification", "robot check", "human verification", "checking your browser", "please verify", "one more step", "request blocked", "you have been blocked", "captcha",
		"sind sie ein mensch", "sicherheitsüberprüfung", "sicherheitscheck", "zugriff verweigert", "un instant", "accès refusé", "vérification de sécurité", "un momento", "acceso denegado", "verificación de seguridad", "accesso negato", "acesso negado", "verificação de segurança", "toegang geweigerd", "åtkomst nekad", "dostęp zabroniony", "odmowa dostępu", "доступ запрещен", "доступ запрещён", "вы не робот", "проверка безопасности", "アクセスが拒否", "ロボットではありません", "安全验证", "访问被拒绝", "人机验证",
	}
}

func botPhrases() []string {
	return []string{
		"enable javascript and cookies to continue", "verify you are human", "verifying you are human", "checking your browser", "checking if the site connection is secure", "unusual traffic", "not a robot", "ray id", "automated access", "press & hold", "complete the security check", "solve the captcha",
		"kein roboter", "ungewöhnlichen datenverkehr", "pas un robot", "trafic inhabituel", "no eres un robot", "no soy un robot", "tráfico inusual", "non sei un robot", "não é um robô", "não sou um robô", "geen robot", "inte en robot", "nie jesteś robotem", "не робот", "ロボットではない", "不是机器人", "您的访问出现异常",
	}
}

func errorTitles() []string {
	return []string{
		"404", "page not found", "not found", "page unavailable", "page isn’t available", "page isn't available", "no longer available", "page does not exist", "page doesn't exist", "something went wrong", "server error", "service unavailable", "bad gateway", "temporarily unavailable", "under maintenance", "article not found", "we can't find", "we can’t find", "oops",
		"seite nicht gefunden", "nicht gefunden", "nicht mehr verfügbar", "seite existiert nicht", "fehlerseite", "wartungsarbeiten", "page introuvable", "page non trouvée", "n’existe pas", "n'existe pas", "n'est plus disponible", "página no encontrada", "no se encuentra", "no existe", "página no disponible", "pagina non trovata", "non trovata", "página não encontrada", "não encontrada", "pagina niet gevonden", "niet gevonden", "sidan hittades inte", "sidan kunde inte hittas", "sidan finns inte", "nie znaleziono", "nie istnieje", "страница не найдена", "не найдена", "не найдено", "ページが見つかりません", "見つかりません", "页面不存在", "页面未找到", "頁面不存在", "ページは存在しません",
	}
}

func loginTitles() []string {
	return []string{
		"log in", "login", "sign in", "sign-in", "create an account", "register to continue", "anmelden", "anmeldung", "einloggen", "jetzt registrieren", "connexion", "se connecter", "connectez-vous", "iniciar sesión", "inicia sesión", "acceder", "accedi", "iniciar sessão", "entrar na sua conta", "inloggen", "logga in", "zaloguj", "logowanie", "вход", "войти", "авторизация", "ログイン", "登录", "登入",
	}
}

func loginPhrases() []string {
	return []string{
		"forgot your password", "forgot password", "remember me", "create an account", "create account", "already have an account", "don't have an account", "don’t have an account", "sign in to continue", "log in to continue", "passwort vergessen", "angemeldet bleiben", "noch kein konto", "benutzername", "mot de passe oublié", "se souvenir de moi", "créer un compte", "olvidaste tu contraseña", "olvidó su contraseña", "crear una cuenta", "password dimenticata", "crea un account", "esqueceu a senha", "esqueceu sua senha", "criar conta", "wachtwoord vergeten", "account aanmaken", "glömt lösenord", "skapa konto", "nie pamiętasz hasła", "załóż konto", "zapomniałeś hasła", "забыли пароль", "зарегистрироваться", "パスワードを忘れ", "新規登録", "忘记密码", "注册账号",
	}
}

// consentTopics are words of headlines about consent: a story, not a notice.
func consentTopics() []string {
	return []string{"gdpr", "dsgvo", "rgpd", "regulator", "court", " fine", "gericht", "urteil", "tribunal", "amende", "multa"}
}

func consentPhrases() []string {
	return []string{
		"we value your privacy", "before you continue", "accept all", "reject all", "manage options", "our partners", "store and/or access", "personalised ads", "personalized ads", "legitimate interest", "cookie policy", "we use cookies", "cookie settings", "manage preferences", "your consent", "withdraw your consent", "privacy policy", "uses cookies",
		"ihre privatsphäre", "alle akzeptieren", "alle ablehnen", "alles akzeptieren", "unsere partner", "personalisierte werbung", "berechtigtes interesse", "berechtigten interesse", "wir verwenden cookies", "cookie-einstellungen", "ihre einwilligung", "einwilligung jederzeit", "datenschutzerklärung", "werbung und tracking", "mit werbung weiterlesen", "pur-abo",
		"votre vie privée", "tout accepter", "tout refuser", "nos partenaires", "publicités personnalisées", "intérêt légitime", "nous utilisons des cookies", "votre consentement", "continuer sans accepter", "politique de confidentialité", "paramétrer",
		"tu privacidad", "su privacidad", "aceptar todo", "rechazar todo", "nuestros socios", "publicidad personalizada", "anuncios personalizados", "interés legítimo", "utilizamos cookies", "tu consentimiento", "su consentimiento", "política de cookies",
		"la tua privacy", "accetta tutto", "rifiuta tutto", "i nostri partner", "annunci personalizzati", "pubblicità personalizzata", "legittimo interesse", "utilizziamo i cookie", "il tuo consenso", "cookie tecnici",
		"sua privacidade", "aceitar tudo", "aceitar todos", "rejeitar", "nossos parceiros", "anúncios personalizados", "legítimo interesse", "seu consentimento", "política de privacidade",
		"je privacy", "uw privacy", "alles accepteren", "alles weigeren", "onze partners", "gepersonaliseerde advertenties", "wij gebruiken cookies", "jouw toestemming", "uw toestemming", "cookiebeleid",
		"din integritet", "godkänn alla", "acceptera alla", "avvisa alla", "våra partners", "personligt anpassade annonser", "vi använder cookies", "vi använder kakor", "ditt samtycke", "personanpassade",
		"twoja prywatność", "twoją prywatność", "akceptuję", "zaakceptuj wszystko", "nasi partnerzy", "naszym partnerom", "zaufani partnerzy", "spersonalizowan", "prawnie uzasadniony interes", "używamy plików cookie", "plików cookies", "zgodę", "polityka prywatności",
		"вашу конфиденциальность", "принять все", "отклонить все", "наши партнеры", "персонализированн", "мы используем файлы cookie", "файлы cookie", "ваше согласие", "политика конфиденциальности",
		"プライバシー", "すべて同意", "すべて拒否", "パートナー", "クッキー", "cookieを使用", "您的隐私", "全部接受", "全部拒绝", "合作伙伴", "使用cookie",
	}
}

func wallNames() []string {
	return []string{"paywall", "pay-wall", "regwall", "piano-offer", "subscriber-only", "premium-wall", "metered-wall", "subscription-wall", "paid-barrier", "article-locked", "locked-content", "offer-page", "plus-wall", "subscribe-wall"}
}

func wallPhrases() []string {
	return []string{
		"subscribe to continue", "subscribe to read", "subscribe to unlock", "continue reading with", "already a subscriber", "to continue reading", "to read the full", "for subscribers only", "subscribers only", "this content is for", "unlock this article", "start your free trial", "this article is exclusive to", "become a subscriber",
		"jetzt weiterlesen", "weiterlesen mit", "um weiterzulesen", "bereits abonnent", "nur für abonnenten", "exklusiv für abonnenten", "artikel freischalten", "probeabo", "kostenlos testen und weiterlesen", "mit einem abo",
		"réservé aux abonnés", "réservée aux abonnés", "abonnez-vous pour lire", "pour lire la suite", "déjà abonné", "cet article est réservé", "solo para suscriptores", "exclusivo para suscriptores", "suscríbete para", "suscríbase para", "para seguir leyendo", "ya eres suscriptor",
		"riservato agli abbonati", "abbonati per", "per continuare a leggere", "sei già abbonato", "exclusivo para assinantes", "conteúdo exclusivo", "assine para", "para continuar lendo", "já é assinante", "alleen voor abonnees", "lees verder met", "om verder te lezen", "word abonnee",
		"endast för prenumeranter", "för att läsa vidare", "läs vidare med", "redan prenumerant", "tylko dla prenumeratorów", "dla subskrybentów", "aby czytać dalej", "czytaj dalej z", "только для подписчиков", "чтобы читать дальше", "оформите подписку", "有料会員", "会員限定", "残り", "续订阅", "订阅后", "付费阅读",
	}
}
