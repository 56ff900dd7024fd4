// Code generated from testdata/irregular.txt by TestEnglishWords. DO NOT EDIT.

package words

// irregularStem returns the stem of an English word in the table, else "".
func irregularStem(word string) string {
	switch word {
	case "abuse", "abused", "abuses", "abusing":
		return "abuse"
	case "accuse", "accused", "accuses", "accusing":
		return "accuse"
	case "ache", "ached", "aches", "aching":
		return "ache"
	case "ad", "ads":
		return "ad"
	case "adams":
		return "adams"
	case "add", "added", "adding":
		return "add"
	case "addenda", "addendum":
		return "addendum"
	case "adhere", "adhered", "adheres", "adhering":
		return "adhere"
	case "adore", "adored", "adores", "adoring":
		return "adore"
	case "aeronautics":
		return "aeronautics"
	case "agree", "agreed":
		return "agree"
	case "ahmed":
		return "ahmed"
	case "airman", "airmen":
		return "airman"
	case "alderman", "aldermen":
		return "alderman"
	case "alfred":
		return "alfred"
	case "alga", "algae":
		return "alga"
	case "algiers":
		return "algiers"
	case "alias", "aliased", "aliases", "aliasing":
		return "alias"
	case "alumna", "alumnae":
		return "alumna"
	case "alumni", "alumnus":
		return "alumnus"
	case "always":
		return "always"
	case "amuse", "amused", "amuses", "amusing":
		return "amuse"
	case "analyse", "analysed", "analysing":
		return "analyse"
	case "analyses":
		return "analyses'"
	case "analysis":
		return "analysis"
	case "analytics":
		return "analytics"
	case "anchorman", "anchormen":
		return "anchorman"
	case "andrews":
		return "andrews"
	case "angeles":
		return "angeles"
	case "annex", "annexed", "annexes", "annexing":
		return "annex"
	case "antenna", "antennae":
		return "antenna"
	case "antitheses", "antithesis":
		return "antithesis"
	case "anything":
		return "anything"
	case "apache", "apached", "apaches", "apaching":
		return "apache"
	case "apex", "apices":
		return "apex"
	case "appal", "appall", "appalled", "appalling", "appalls", "appals":
		return "appall"
	case "appendices", "appendix":
		return "appendix"
	case "aquaria", "aquarium":
		return "aquarium"
	case "arise", "arisen", "arose":
		return "arise"
	case "arkansas":
		return "arkansas"
	case "arrange", "arranged", "arranges", "arranging":
		return "arrange"
	case "as":
		return "as"
	case "assemblyman", "assemblymen":
		return "assemblyman"
	case "assemblywoman", "assemblywomen":
		return "assemblywoman"
	case "athens":
		return "athens"
	case "athletics":
		return "athletics"
	case "atkins":
		return "atkins"
	case "atlas", "atlased", "atlases", "atlasing":
		return "atlas"
	case "atone", "atoned", "atones", "atoning":
		return "atone"
	case "auntie", "auntied", "aunties", "auntiing":
		return "auntie"
	case "aussie", "aussied", "aussies", "aussiing":
		return "aussie"
	case "avalanche", "avalanched", "avalanches", "avalanching":
		return "avalanche"
	case "avenge", "avenged", "avenges", "avenging":
		return "avenge"
	case "avionics":
		return "avionics"
	case "avis":
		return "avis"
	case "awake", "awoke", "awoken":
		return "awake"
	case "awe", "awed", "awes", "awing":
		return "awe"
	case "ax", "axe", "axed", "axing":
		return "axe"
	case "axes":
		return "axes'"
	case "axis":
		return "axis"
	case "bacilli", "bacillus":
		return "bacillus"
	case "bacteria", "bacterium":
		return "bacterium"
	case "baddie", "baddied", "baddies", "baddiing":
		return "baddie"
	case "bahamas":
		return "bahamas"
	case "bankroll", "bankrolled", "bankrolling", "bankrolls":
		return "bankroll"
	case "barbie", "barbied", "barbies", "barbiing":
		return "barbie"
	case "barclays":
		return "barclays"
	case "barnes":
		return "barnes"
	case "base":
		return "base"
	case "bases":
		return "bases'"
	case "basis":
		return "basis"
	case "baste", "basted", "bastes", "basting":
		return "baste"
	case "bates":
		return "bates"
	case "bathe", "bathed", "bathes", "bathing":
		return "bathe"
	case "are", "be", "been", "being", "is", "was", "were":
		return "be"
	case "bear", "borne":
		return "bear"
	case "beat", "beaten":
		return "beat"
	case "beau", "beaux":
		return "beau"
	case "became", "become", "becomed", "becomes", "becoming":
		return "become"
	case "befall", "befalled", "befallen", "befalling", "befalls", "befell":
		return "befall"
	case "began", "begin", "begun":
		return "begin"
	case "beheld", "behold":
		return "behold"
	case "beijing":
		return "beijing"
	case "belie", "belied", "belying":
		return "belie"
	case "bemuse", "bemused", "bemuses", "bemusing":
		return "bemuse"
	case "bend", "bent":
		return "bend"
	case "besides":
		return "besides"
	case "bet", "bets", "betting":
		return "bet"
	case "bias", "biased", "biases", "biasing", "biassed", "biassing":
		return "bias"
	case "bade", "bid", "bidden":
		return "bid"
	case "biggie", "biggied", "biggies", "biggiing":
		return "biggie"
	case "bind":
		return "bind"
	case "binge", "binged", "bingeing", "binges", "binging":
		return "binge"
	case "biped":
		return "biped"
	case "birdie", "birdied", "birdies", "birdiing":
		return "birdie"
	case "bit":
		return "bit'"
	case "bite", "bitten":
		return "bite"
	case "bled", "bleed":
		return "bleed"
	case "blitz", "blitzed", "blitzes", "blitzing":
		return "blitz"
	case "blew", "blow", "blown":
		return "blow"
	case "boeing":
		return "boeing"
	case "boogie", "boogied", "boogies", "boogiing":
		return "boogie"
	case "bookie", "bookied", "bookies", "bookiing":
		return "bookie"
	case "bore":
		return "bore'"
	case "born":
		return "born'"
	case "bound":
		return "bound'"
	case "boycott", "boycotted", "boycotting":
		return "boycott"
	case "break", "broke", "broken":
		return "break"
	case "breathe", "breathed", "breathes", "breathing":
		return "breathe"
	case "bred", "breed":
		return "breed"
	case "bring", "brought":
		return "bring"
	case "brookings":
		return "brookings"
	case "brownie", "brownied", "brownies", "browniing":
		return "brownie"
	case "browning":
		return "browning"
	case "brussels":
		return "brussels"
	case "budgie", "budgied", "budgies", "budgiing":
		return "budgie"
	case "build", "built":
		return "build"
	case "bureau", "bureaux":
		return "bureau"
	case "burn", "burnt":
		return "burn"
	case "bus", "bused", "busing", "bussed", "busses", "bussing":
		return "bus"
	case "businessman", "businessmen":
		return "businessman"
	case "businesswoman", "businesswomen":
		return "businesswoman"
	case "butt", "butted", "butting":
		return "butt"
	case "bought", "buy":
		return "buy"
	case "cache", "cached", "caches", "caching":
		return "cache"
	case "cacti", "cactus":
		return "cactus"
	case "cajole", "cajoled", "cajoles", "cajoling":
		return "cajole"
	case "calf", "calves":
		return "calf"
	case "calorie", "caloried", "calories", "caloriing":
		return "calorie"
	case "cameraman", "cameramen":
		return "cameraman"
	case "cannabis":
		return "cannabis"
	case "cannes":
		return "cannes"
	case "canning":
		return "canning"
	case "canoe", "canoed", "canoes", "canoing":
		return "canoe"
	case "canvas", "canvased", "canvases", "canvasing":
		return "canvas"
	case "caracas":
		return "caracas"
	case "carlos":
		return "carlos"
	case "catalog", "cataloged", "cataloging", "catalogs":
		return "catalog"
	case "catch", "caught":
		return "catch"
	case "catharses", "catharsis":
		return "catharsis"
	case "cattleman", "cattlemen":
		return "cattleman"
	case "caucus", "caucused", "caucuses", "caucusing":
		return "caucus"
	case "cd", "cds":
		return "cd"
	case "ceiling":
		return "ceiling"
	case "cellar", "cellared", "cellaring", "cellars":
		return "cellar"
	case "chairman", "chairmen":
		return "chairman"
	case "chairwoman", "chairwomen":
		return "chairwoman"
	case "challenge", "challenged", "challenges", "challenging":
		return "challenge"
	case "change", "changed", "changes", "changing":
		return "change"
	case "channing":
		return "channing"
	case "chaos":
		return "chaos"
	case "charles":
		return "charles"
	case "charlie", "charlied", "charlies", "charliing":
		return "charlie"
	case "chateau", "chateaux":
		return "chateau"
	case "cherub", "cherubim":
		return "cherub"
	case "child", "children":
		return "child"
	case "chongqing":
		return "chongqing"
	case "choose", "chose", "chosen":
		return "choose"
	case "chorus", "chorused", "choruses", "chorusing":
		return "chorus"
	case "chris":
		return "chris"
	case "christmas", "christmased", "christmases", "christmasing":
		return "christmas"
	case "churchman", "churchmen":
		return "churchman"
	case "clergyman", "clergymen":
		return "clergyman"
	case "cliche", "cliched", "cliches", "cliching":
		return "cliche"
	case "cling", "clung":
		return "cling"
	case "clothe", "clothed", "clothing":
		return "clothe"
	case "clothes":
		return "clothes"
	case "codex", "codices":
		return "codex"
	case "cohere", "cohered", "coheres", "cohering":
		return "cohere"
	case "collar", "collared", "collaring", "collars":
		return "collar"
	case "collie", "collied", "collies", "colliing":
		return "collie"
	case "collins":
		return "collins"
	case "combat", "combated", "combating", "combats":
		return "combat"
	case "came", "come":
		return "come"
	case "compendia", "compendium":
		return "compendium"
	case "compete", "competed", "competes", "competing":
		return "compete"
	case "compile", "compiled", "compiles", "compiling":
		return "compile"
	case "complete", "completed", "completes", "completing":
		return "complete"
	case "condone", "condoned", "condones", "condoning":
		return "condone"
	case "confuse", "confused", "confuses", "confusing":
		return "confuse"
	case "congressman", "congressmen":
		return "congressman"
	case "congresswoman", "congresswomen":
		return "congresswoman"
	case "console", "consoled", "consoles", "consoling":
		return "console"
	case "consortia", "consortium":
		return "consortium"
	case "contravene", "contravened", "contravenes", "contravening":
		return "contravene"
	case "convene", "convened", "convenes", "convening":
		return "convene"
	case "cookie", "cookied", "cookies", "cookiing":
		return "cookie"
	case "corpora", "corpus":
		return "corpus"
	case "cosmos":
		return "cosmos"
	case "councilman", "councilmen":
		return "councilman"
	case "councilwoman", "councilwomen":
		return "councilwoman"
	case "cowman", "cowmen":
		return "cowman"
	case "cpu", "cpus":
		return "cpu"
	case "craftsman", "craftsmen":
		return "craftsman"
	case "create", "created", "creates", "creating":
		return "create"
	case "creche", "creched", "creches", "creching":
		return "creche"
	case "creep", "crept":
		return "creep"
	case "crewman", "crewmen":
		return "crewman"
	case "cringe", "cringed", "cringes", "cringing":
		return "cringe"
	case "crises", "crisis":
		return "crisis"
	case "criteria", "criterion":
		return "criterion"
	case "critique", "critiqued", "critiques", "critiquing":
		return "critique"
	case "curricula", "curriculum":
		return "curriculum"
	case "curtis":
		return "curtis"
	case "cushing":
		return "cushing"
	case "cutie", "cutied", "cuties", "cutiing":
		return "cutie"
	case "cv", "cvs":
		return "cv"
	case "cyclone", "cycloned", "cyclones", "cycloning":
		return "cyclone"
	case "dallas":
		return "dallas"
	case "daniels":
		return "daniels"
	case "darling":
		return "darling"
	case "data":
		return "data'"
	case "datum":
		return "datum"
	case "davis":
		return "davis"
	case "davos":
		return "davos"
	case "dawkins":
		return "dawkins"
	case "deal", "dealt":
		return "deal"
	case "debris":
		return "debris"
	case "debut", "debuted", "debuting", "debuts":
		return "debut"
	case "decree", "decreed":
		return "decree"
	case "defile", "defiled", "defiles", "defiling":
		return "defile"
	case "defuse", "defused", "defuses", "defusing":
		return "defuse"
	case "delete", "deleted", "deletes", "deleting":
		return "delete"
	case "delineate", "delineated", "delineates", "delineating":
		return "delineate"
	case "deluxe", "deluxed", "deluxes", "deluxing":
		return "deluxe"
	case "demote", "demoted", "demotes", "demoting":
		return "demote"
	case "dennis":
		return "dennis"
	case "denote", "denoted", "denotes", "denoting":
		return "denote"
	case "deplete", "depleted", "depletes", "depleting":
		return "deplete"
	case "deplore", "deplored", "deplores", "deploring":
		return "deplore"
	case "derange", "deranged", "deranges", "deranging":
		return "derange"
	case "dethrone", "dethroned", "dethrones", "dethroning":
		return "dethrone"
	case "devote", "devoted", "devotes", "devoting":
		return "devote"
	case "diagnose":
		return "diagnose"
	case "diagnoses":
		return "diagnoses'"
	case "diagnosis":
		return "diagnosis"
	case "dial", "dialled", "dialling":
		return "dial"
	case "dialog", "dialoged", "dialoging", "dialogs":
		return "dialog"
	case "die", "dying":
		return "die"
	case "diffuse", "diffused", "diffuses", "diffusing":
		return "diffuse"
	case "dig", "dug":
		return "dig"
	case "disagree", "disagreed":
		return "disagree"
	case "distil", "distill", "distilled", "distilling", "distills", "distils":
		return "distill"
	case "dive":
		return "dive"
	case "dj", "djs":
		return "dj"
	case "did", "do", "does", "done":
		return "do"
	case "dollar", "dollared", "dollaring", "dollars":
		return "dollar"
	case "doorman", "doormen":
		return "doorman"
	case "douglas":
		return "douglas"
	case "dove":
		return "dove'"
	case "downing":
		return "downing"
	case "downscale", "downscaled", "downscales", "downscaling":
		return "downscale"
	case "downstairs":
		return "downstairs"
	case "draftsman", "draftsmen":
		return "draftsman"
	case "draw", "drawn", "drew":
		return "draw"
	case "dream", "dreamt":
		return "dream"
	case "drank", "drink":
		return "drink"
	case "drive", "driven", "drove":
		return "drive"
	case "drunk":
		return "drunk'"
	case "duckling":
		return "duckling"
	case "duel", "duelled", "duelling":
		return "duel"
	case "dumpling":
		return "dumpling"
	case "during":
		return "during"
	case "dwarf", "dwarves":
		return "dwarf"
	case "dwell", "dwelt":
		return "dwell"
	case "dye", "dyed", "dyeing", "dyes":
		return "dye"
	case "dynamics":
		return "dynamics"
	case "earring":
		return "earring"
	case "ate", "eat", "eaten":
		return "eat"
	case "ebb", "ebbed", "ebbing":
		return "ebb"
	case "economics":
		return "economics"
	case "eddie", "eddied", "eddies", "eddiing":
		return "eddie"
	case "edwards":
		return "edwards"
	case "eerie", "eeried", "eeries", "eeriing":
		return "eerie"
	case "egg", "egged", "egging":
		return "egg"
	case "electronics":
		return "electronics"
	case "elf", "elves":
		return "elf"
	case "ellipses", "ellipsis":
		return "ellipsis"
	case "ellis":
		return "ellis"
	case "elope", "eloped", "elopes", "eloping":
		return "elope"
	case "elvis":
		return "elvis"
	case "embed":
		return "embed"
	case "emphases", "emphasis":
		return "emphasis"
	case "emporia", "emporium":
		return "emporium"
	case "emu", "emus":
		return "emu"
	case "englishman", "englishmen":
		return "englishman"
	case "englishwoman", "englishwomen":
		return "englishwoman"
	case "enrol", "enroll", "enrolled", "enrolling", "enrolls", "enrols":
		return "enroll"
	case "enthral", "enthrall", "enthralled", "enthralling", "enthralls", "enthrals":
		return "enthrall"
	case "epps":
		return "epps"
	case "err", "erred", "erring":
		return "err"
	case "errata", "erratum":
		return "erratum"
	case "estrange", "estranged", "estranges", "estranging":
		return "estrange"
	case "ethos":
		return "ethos"
	case "ev", "evs":
		return "ev"
	case "evans":
		return "evans"
	case "evening":
		return "evening"
	case "everything":
		return "everything"
	case "exchange", "exchanged", "exchanges", "exchanging":
		return "exchange"
	case "excite", "excited", "excites", "exciting":
		return "excite"
	case "excrete", "excreted", "excretes", "excreting":
		return "excrete"
	case "excuse", "excused", "excuses", "excusing":
		return "excuse"
	case "exhale", "exhaled", "exhales", "exhaling":
		return "exhale"
	case "exile", "exiled", "exiles", "exiling":
		return "exile"
	case "expedite", "expedited", "expedites", "expediting":
		return "expedite"
	case "explore", "explored", "explores", "exploring":
		return "explore"
	case "expunge", "expunged", "expunges", "expunging":
		return "expunge"
	case "extradite", "extradited", "extradites", "extraditing":
		return "extradite"
	case "eye", "eyed", "eyes", "eying":
		return "eye"
	case "fall", "fallen":
		return "fall"
	case "feel":
		return "feel"
	case "fell":
		return "fell'"
	case "felt":
		return "felt'"
	case "fight", "fought":
		return "fight"
	case "find":
		return "find"
	case "fireman", "firemen":
		return "fireman"
	case "fisherman", "fishermen":
		return "fisherman"
	case "fled", "flee":
		return "flee"
	case "fleming":
		return "fleming"
	case "fling", "flung":
		return "fling"
	case "floe", "floed", "floes", "floing":
		return "floe"
	case "flew", "flown", "fly":
		return "fly"
	case "focus", "focused", "focuses", "focusing", "focussed", "focusses", "focussing":
		return "focus"
	case "foe", "foed", "foes", "foing":
		return "foe"
	case "foodie", "foodied", "foodies", "foodiing":
		return "foodie"
	case "feet", "foot":
		return "foot"
	case "forbade", "forbid", "forbidden":
		return "forbid"
	case "forecast", "forecasted":
		return "forecast"
	case "forefeet", "forefoot":
		return "forefoot"
	case "foreman", "foremen":
		return "foreman"
	case "forensics":
		return "forensics"
	case "foresaw", "foresee", "foreseen":
		return "foresee"
	case "forestall", "forestalled", "forestalling", "forestalls":
		return "forestall"
	case "foretell", "foretelled", "foretelling", "foretells", "foretold":
		return "foretell"
	case "forget", "forgot", "forgotten":
		return "forget"
	case "forgave", "forgive", "forgiven":
		return "forgive"
	case "forgo", "forgoes", "forgone", "forwent":
		return "forgo"
	case "formula", "formulae":
		return "formula"
	case "forsake", "forsaken", "forsook":
		return "forsake"
	case "fora", "forum":
		return "forum"
	case "found":
		return "found'"
	case "francis":
		return "francis"
	case "fred":
		return "fred"
	case "free", "freed":
		return "free"
	case "freebie", "freebied", "freebies", "freebiing":
		return "freebie"
	case "freeze", "froze", "frozen":
		return "freeze"
	case "frenchman", "frenchmen":
		return "frenchman"
	case "freshman", "freshmen":
		return "freshman"
	case "fringe", "fringed", "fringes", "fringing":
		return "fringe"
	case "frolic", "frolicked", "frolicking":
		return "frolic"
	case "fuel", "fuelled", "fuelling":
		return "fuel"
	case "fulfil", "fulfill", "fulfilled", "fulfilling", "fulfills", "fulfils":
		return "fulfill"
	case "fungi", "fungus":
		return "fungus"
	case "fuse", "fused", "fuses", "fusing":
		return "fuse"
	case "gas", "gased", "gases", "gasing", "gassed", "gasses", "gassing":
		return "gas"
	case "gauge", "gauged", "gauges", "gauging":
		return "gauge"
	case "geneses", "genesis":
		return "genesis"
	case "genetics":
		return "genetics"
	case "genie", "genied", "genies", "geniing":
		return "genie"
	case "gentleman", "gentlemen":
		return "gentleman"
	case "genera", "genus":
		return "genus"
	case "get", "got", "gotten":
		return "get"
	case "gave", "give", "given":
		return "give"
	case "go", "goes", "gone", "went":
		return "go"
	case "goalie", "goalied", "goalies", "goaliing":
		return "goalie"
	case "golding":
		return "golding"
	case "goodie", "goodied", "goodies", "goodiing":
		return "goodie"
	case "geese", "goose":
		return "goose"
	case "gpu", "gpus":
		return "gpu"
	case "grandchild", "grandchildren":
		return "grandchild"
	case "grind":
		return "grind"
	case "ground":
		return "ground'"
	case "groupie", "groupied", "groupies", "groupiing":
		return "groupie"
	case "grew", "grow", "grown":
		return "grow"
	case "guarantee", "guaranteed":
		return "guarantee"
	case "guardsman", "guardsmen":
		return "guardsman"
	case "gunman", "gunmen":
		return "gunman"
	case "guru", "gurus":
		return "guru"
	case "gymnasia", "gymnasium":
		return "gymnasium"
	case "gymnastics":
		return "gymnastics"
	case "haiku", "haikus":
		return "haiku"
	case "half", "halves":
		return "half"
	case "halve", "halved", "halving":
		return "halve"
	case "hamas":
		return "hamas"
	case "hamed":
		return "hamed"
	case "handicap", "handicaped", "handicaping", "handicaps":
		return "handicap"
	case "handyman", "handymen":
		return "handyman"
	case "hang", "hung":
		return "hang"
	case "harding":
		return "harding"
	case "harris":
		return "harris"
	case "hastings":
		return "hastings"
	case "hatred":
		return "hatred"
	case "had", "has", "have":
		return "have"
	case "hawkins":
		return "hawkins"
	case "hayes":
		return "hayes"
	case "haynes":
		return "haynes"
	case "headache", "headached", "headaches", "headaching":
		return "headache"
	case "headquarters":
		return "headquarters"
	case "hear", "heard":
		return "hear"
	case "heartache", "heartached", "heartaches", "heartaching":
		return "heartache"
	case "henchman", "henchmen":
		return "henchman"
	case "hermes":
		return "hermes"
	case "herring":
		return "herring"
	case "hid", "hidden", "hide":
		return "hide"
	case "higgins":
		return "higgins"
	case "hims":
		return "hims"
	case "hindu", "hindus":
		return "hindu"
	case "hinge", "hinged", "hinges", "hinging":
		return "hinge"
	case "hippie", "hippied", "hippies", "hippiing":
		return "hippie"
	case "hippopotami", "hippopotamus":
		return "hippopotamus"
	case "his":
		return "his"
	case "hitman", "hitmen":
		return "hitman"
	case "hoe", "hoed", "hoes", "hoing":
		return "hoe"
	case "held", "hold":
		return "hold"
	case "holmes":
		return "holmes"
	case "honduras":
		return "honduras"
	case "honoraria", "honorarium":
		return "honorarium"
	case "hoodie", "hoodied", "hoodies", "hoodiing":
		return "hoodie"
	case "hoof", "hooves":
		return "hoof"
	case "hopkins":
		return "hopkins"
	case "horseman", "horsemen":
		return "horseman"
	case "horseshoe", "horseshoed", "horseshoes", "horseshoing":
		return "horseshoe"
	case "housewife", "housewives":
		return "housewife"
	case "hughes":
		return "hughes"
	case "hundred":
		return "hundred"
	case "hypotheses", "hypothesis":
		return "hypothesis"
	case "id", "ids":
		return "id"
	case "ignite", "ignited", "ignites", "igniting":
		return "ignite"
	case "ignore", "ignored", "ignores", "ignoring":
		return "ignore"
	case "impale", "impaled", "impales", "impaling":
		return "impale"
	case "impinge", "impinged", "impinges", "impinging":
		return "impinge"
	case "implore", "implored", "implores", "imploring":
		return "implore"
	case "incite", "incited", "incites", "inciting":
		return "incite"
	case "index", "indices":
		return "index"
	case "indie", "indied", "indies", "indiing":
		return "indie"
	case "infrared":
		return "infrared"
	case "infringe", "infringed", "infringes", "infringing":
		return "infringe"
	case "infuse", "infused", "infuses", "infusing":
		return "infuse"
	case "inhale", "inhaled", "inhales", "inhaling":
		return "inhale"
	case "inlaid", "inlay":
		return "inlay"
	case "inning":
		return "inning"
	case "input", "inputed", "inputing", "inputs":
		return "input"
	case "install", "installed", "installing", "installs":
		return "install"
	case "instil", "instill", "instilled", "instilling", "instills", "instils":
		return "instill"
	case "interchange", "interchanged", "interchanges", "interchanging":
		return "interchange"
	case "interfere", "interfered", "interferes", "interfering":
		return "interfere"
	case "intervene", "intervened", "intervenes", "intervening":
		return "intervene"
	case "invite", "invited", "invites", "inviting":
		return "invite"
	case "iris", "irised", "irises", "irising":
		return "iris"
	case "irishman", "irishmen":
		return "irishman"
	case "isis":
		return "isis"
	case "its":
		return "its"
	case "james":
		return "james"
	case "jared":
		return "jared"
	case "jenkins":
		return "jenkins"
	case "jennings":
		return "jennings"
	case "jones":
		return "jones"
	case "judas":
		return "judas"
	case "junkie", "junkied", "junkies", "junkiing":
		return "junkie"
	case "juryman", "jurymen":
		return "juryman"
	case "kansas":
		return "kansas"
	case "kayak", "kayaked", "kayaking", "kayaks":
		return "kayak"
	case "keating":
		return "keating"
	case "keep", "kept":
		return "keep"
	case "kibbutz", "kibbutzed", "kibbutzes", "kibbutzim", "kibbutzing":
		return "kibbutz"
	case "kidnap", "kidnaped", "kidnaping", "kidnaps":
		return "kidnap"
	case "kindred":
		return "kindred"
	case "king":
		return "king"
	case "knee", "kneed":
		return "knee"
	case "kneel", "knelt":
		return "kneel"
	case "knife", "knives":
		return "knife"
	case "knew", "know", "known":
		return "know"
	case "kudos":
		return "kudos"
	case "lagos":
		return "lagos"
	case "laos":
		return "laos"
	case "larva", "larvae":
		return "larva"
	case "lassie", "lassied", "lassies", "lassiing":
		return "lassie"
	case "lawman", "lawmen":
		return "lawman"
	case "laid":
		return "lay"
	case "lay":
		return "lay'"
	case "layman", "laymen":
		return "layman"
	case "lead", "led":
		return "lead"
	case "leaf":
		return "leaf"
	case "lean", "leant":
		return "lean"
	case "leap", "leapt":
		return "leap"
	case "learn", "learnt":
		return "learn"
	case "leave":
		return "leave"
	case "leaves":
		return "leaves'"
	case "left":
		return "left'"
	case "lend":
		return "lend"
	case "lens", "lensed", "lenses", "lensing":
		return "lens"
	case "lent":
		return "lent'"
	case "lewis":
		return "lewis"
	case "lain", "lie", "lying":
		return "lie"
	case "life":
		return "life"
	case "light", "lit":
		return "light"
	case "lightning":
		return "lightning"
	case "lineman", "linemen":
		return "lineman"
	case "linesman", "linesmen":
		return "linesman"
	case "lingerie", "lingeried", "lingeries", "lingeriing":
		return "lingerie"
	case "linguistics":
		return "linguistics"
	case "live":
		return "live"
	case "lives":
		return "lives'"
	case "lloyds":
		return "lloyds"
	case "loaf", "loaves":
		return "loaf"
	case "loathe", "loathed", "loathes", "loathing":
		return "loathe"
	case "logistics":
		return "logistics"
	case "los":
		return "los"
	case "lose", "lost":
		return "lose"
	case "louis":
		return "louis"
	case "lounge", "lounged", "lounges", "lounging":
		return "lounge"
	case "lice", "louse":
		return "louse"
	case "lucas":
		return "lucas"
	case "lunge", "lunged", "lunges", "lunging":
		return "lunge"
	case "madras":
		return "madras"
	case "magpie", "magpied", "magpies", "magpiing":
		return "magpie"
	case "mailman", "mailmen":
		return "mailman"
	case "made", "make":
		return "make"
	case "maldives":
		return "maldives"
	case "man", "men":
		return "man"
	case "manfred":
		return "manfred"
	case "manning":
		return "manning"
	case "mantis":
		return "mantis"
	case "marcos":
		return "marcos"
	case "marie", "maried", "maries", "mariing":
		return "marie"
	case "marksman", "marksmen":
		return "marksman"
	case "mathematics":
		return "mathematics"
	case "matrices", "matrix":
		return "matrix"
	case "matthews":
		return "matthews"
	case "maxima", "maximum":
		return "maximum"
	case "mean", "meant":
		return "mean"
	case "media":
		return "media'"
	case "medium":
		return "medium"
	case "meet", "met":
		return "meet"
	case "memoranda", "memorandum":
		return "memorandum"
	case "memphis":
		return "memphis"
	case "menu", "menus":
		return "menu"
	case "mercedes":
		return "mercedes"
	case "merchantman", "merchantmen":
		return "merchantman"
	case "metamorphoses", "metamorphosis":
		return "metamorphosis"
	case "mets":
		return "mets"
	case "middleman", "middlemen":
		return "middleman"
	case "midshipman", "midshipmen":
		return "midshipman"
	case "midwife", "midwives":
		return "midwife"
	case "militiaman", "militiamen":
		return "militiaman"
	case "millennia", "millennium":
		return "millennium"
	case "mimic", "mimicked", "mimicking":
		return "mimic"
	case "minima", "minimum":
		return "minimum"
	case "minuteman", "minutemen":
		return "minuteman"
	case "mishear", "misheard":
		return "mishear"
	case "mislead", "misled":
		return "mislead"
	case "misquote", "misquoted", "misquotes", "misquoting":
		return "misquote"
	case "misspeak", "misspoke", "misspoken":
		return "misspeak"
	case "misspell", "misspelled", "misspelling", "misspells", "misspelt":
		return "misspell"
	case "mistake", "mistaken", "mistook":
		return "mistake"
	case "misunderstand", "misunderstood":
		return "misunderstand"
	case "misuse", "misused", "misuses", "misusing":
		return "misuse"
	case "mohamed":
		return "mohamed"
	case "mohammed":
		return "mohammed"
	case "moratoria", "moratorium":
		return "moratorium"
	case "morning":
		return "morning"
	case "morris":
		return "morris"
	case "mice", "mouse":
		return "mouse"
	case "moustache", "moustached", "moustaches", "moustaching":
		return "moustache"
	case "movie", "movied", "movies", "moviing":
		return "movie"
	case "mow", "mown":
		return "mow"
	case "mp", "mps":
		return "mp"
	case "msp", "msps":
		return "msp"
	case "muhammed":
		return "muhammed"
	case "murmur", "murmured", "murmuring", "murmurs":
		return "murmur"
	case "muse", "mused", "muses", "musing":
		return "muse"
	case "mustache", "mustached", "mustaches", "mustaching":
		return "mustache"
	case "myers":
		return "myers"
	case "naked":
		return "naked"
	case "nanjing":
		return "nanjing"
	case "naples":
		return "naples"
	case "nauseate", "nauseated", "nauseates", "nauseating":
		return "nauseate"
	case "nebula", "nebulae":
		return "nebula"
	case "necktie", "necktied", "neckties", "necktiing":
		return "necktie"
	case "nemeses", "nemesis":
		return "nemesis"
	case "netherlands":
		return "netherlands"
	case "neuroses", "neurosis":
		return "neurosis"
	case "newbie", "newbied", "newbies", "newbiing":
		return "newbie"
	case "news":
		return "news"
	case "newsman", "newsmen":
		return "newsman"
	case "ngo", "ngos":
		return "ngo"
	case "niche", "niched", "niches", "niching":
		return "niche"
	case "nicolas":
		return "nicolas"
	case "nobleman", "noblemen":
		return "nobleman"
	case "nothing":
		return "nothing"
	case "nowadays":
		return "nowadays"
	case "nuclei", "nucleus":
		return "nucleus"
	case "oarsman", "oarsmen":
		return "oarsman"
	case "oases", "oasis":
		return "oasis"
	case "oboe", "oboed", "oboes", "oboing":
		return "oboe"
	case "octopi", "octopus":
		return "octopus"
	case "odd", "odds":
		return "odd"
	case "offspring":
		return "offspring"
	case "oldie", "oldied", "oldies", "oldiing":
		return "oldie"
	case "oled":
		return "oled"
	case "ombudsman", "ombudsmen":
		return "ombudsman"
	case "op", "ops":
		return "op"
	case "optics":
		return "optics"
	case "orange", "oranged", "oranges", "oranging":
		return "orange"
	case "ourselves":
		return "ourselves"
	case "outdid", "outdo", "outdoes", "outdone":
		return "outdo"
	case "outgrew", "outgrow", "outgrown":
		return "outgrow"
	case "outing":
		return "outing"
	case "output", "outputed", "outputing", "outputs":
		return "output"
	case "outran", "outrun":
		return "outrun"
	case "outscore", "outscored", "outscores", "outscoring":
		return "outscore"
	case "outsell", "outselled", "outselling", "outsells", "outsold":
		return "outsell"
	case "outvote", "outvoted", "outvotes", "outvoting":
		return "outvote"
	case "overcame", "overcome", "overcomed", "overcomes", "overcoming":
		return "overcome"
	case "overdid", "overdo", "overdoes", "overdone":
		return "overdo"
	case "overdraw", "overdrawn", "overdrew":
		return "overdraw"
	case "overate", "overeat", "overeaten":
		return "overeat"
	case "overfill", "overfilled", "overfilling", "overfills":
		return "overfill"
	case "overhang", "overhung":
		return "overhang"
	case "overhear", "overheard":
		return "overhear"
	case "overlaid", "overlay":
		return "overlay"
	case "overpaid", "overpay":
		return "overpay"
	case "overridden", "override", "overrode":
		return "override"
	case "overran", "overrun":
		return "overrun"
	case "overseas":
		return "overseas"
	case "oversaw", "oversee", "overseen":
		return "oversee"
	case "oversleep", "overslept":
		return "oversleep"
	case "overspend", "overspent":
		return "overspend"
	case "overtake", "overtaken", "overtook":
		return "overtake"
	case "overthrew", "overthrow", "overthrown":
		return "overthrow"
	case "overwrite", "overwrited", "overwrites", "overwriting", "overwritten", "overwrote":
		return "overwrite"
	case "ova", "ovum":
		return "ovum"
	case "owe", "owed", "owes", "owing":
		return "owe"
	case "owens":
		return "owens"
	case "ox", "oxen":
		return "ox"
	case "pancreas", "pancreased", "pancreases", "pancreasing":
		return "pancreas"
	case "panic", "panicked", "panicking":
		return "panic"
	case "paralyses", "paralysis":
		return "paralysis"
	case "parentheses", "parenthesis":
		return "parenthesis"
	case "paris":
		return "paris"
	case "parole", "paroled", "paroles", "paroling":
		return "parole"
	case "partake", "partaken", "partook":
		return "partake"
	case "paste", "pasted", "pastes", "pasting":
		return "paste"
	case "pastiche", "pastiched", "pastiches", "pastiching":
		return "pastiche"
	case "pathos":
		return "pathos"
	case "patrolman", "patrolmen":
		return "patrolman"
	case "paid", "pay":
		return "pay"
	case "pc", "pcs":
		return "pc"
	case "pdf", "pdfs":
		return "pdf"
	case "peking":
		return "peking"
	case "pelvis":
		return "pelvis"
	case "penis":
		return "penis"
	case "pence", "penny":
		return "penny"
	case "people":
		return "people'"
	case "perhaps":
		return "perhaps"
	case "perkins":
		return "perkins"
	case "permeate", "permeated", "permeates", "permeating":
		return "permeate"
	case "persevere", "persevered", "perseveres", "persevering":
		return "persevere"
	case "person":
		return "person"
	case "peruse", "perused", "peruses", "perusing":
		return "peruse"
	case "peters":
		return "peters"
	case "phenomena", "phenomenon":
		return "phenomenon"
	case "philippines":
		return "philippines"
	case "phillips":
		return "phillips"
	case "physics":
		return "physics"
	case "picnic", "picnicked", "picnicking":
		return "picnic"
	case "pied":
		return "pied"
	case "pillar", "pillared", "pillaring", "pillars":
		return "pillar"
	case "pixie", "pixied", "pixies", "pixiing":
		return "pixie"
	case "plateau", "plateaux":
		return "plateau"
	case "plead", "pled":
		return "plead"
	case "plunge", "plunged", "plunges", "plunging":
		return "plunge"
	case "pm", "pms":
		return "pm"
	case "podia", "podium":
		return "podium"
	case "policeman", "policemen":
		return "policeman"
	case "policewoman", "policewomen":
		return "policewoman"
	case "politic", "politicked", "politicking":
		return "politic"
	case "politics":
		return "politics"
	case "polyhedra", "polyhedron":
		return "polyhedron"
	case "porsche", "porsched", "porsches", "porsching":
		return "porsche"
	case "portis":
		return "portis"
	case "postman", "postmen":
		return "postman"
	case "postpone", "postponed", "postpones", "postponing":
		return "postpone"
	case "prairie", "prairied", "prairies", "prairiing":
		return "prairie"
	case "prearrange", "prearranged", "prearranges", "prearranging":
		return "prearrange"
	case "prepaid", "prepay":
		return "prepay"
	case "procreate", "procreated", "procreates", "procreating":
		return "procreate"
	case "profile", "profiled", "profiles", "profiling":
		return "profile"
	case "prognoses", "prognosis":
		return "prognosis"
	case "promote", "promoted", "promotes", "promoting":
		return "promote"
	case "prove", "proven":
		return "prove"
	case "psyche", "psyched", "psyches", "psyching":
		return "psyche"
	case "psychoses", "psychosis":
		return "psychosis"
	case "pudding":
		return "pudding"
	case "purr", "purred", "purring":
		return "purr"
	case "putt", "putted":
		return "putt"
	case "quanta", "quantum":
		return "quantum"
	case "quartz", "quartzed", "quartzes", "quartzing":
		return "quartz"
	case "quiche", "quiched", "quiches", "quiching":
		return "quiche"
	case "quiz", "quizzed", "quizzes", "quizzing":
		return "quiz"
	case "radar", "radared", "radaring", "radars":
		return "radar"
	case "radii", "radius":
		return "radius"
	case "ramos":
		return "ramos"
	case "range", "ranged", "ranges", "ranging":
		return "range"
	case "rashed":
		return "rashed"
	case "rearrange", "rearranged", "rearranges", "rearranging":
		return "rearrange"
	case "rebuild", "rebuilt":
		return "rebuild"
	case "recall", "recalled", "recalling", "recalls":
		return "recall"
	case "recite", "recited", "recites", "reciting":
		return "recite"
	case "reconcile", "reconciled", "reconciles", "reconciling":
		return "reconcile"
	case "reconvene", "reconvened", "reconvenes", "reconvening":
		return "reconvene"
	case "recreate", "recreated", "recreates", "recreating":
		return "recreate"
	case "recuse", "recused", "recuses", "recusing":
		return "recuse"
	case "redid", "redo", "redoes", "redone":
		return "redo"
	case "redraw", "redrawn", "redrew":
		return "redraw"
	case "reeves":
		return "reeves"
	case "referee", "refereed":
		return "referee"
	case "referenda", "referendum":
		return "referendum"
	case "refill", "refilled", "refilling", "refills":
		return "refill"
	case "refuel", "refuelled", "refuelling":
		return "refuel"
	case "refuse", "refused", "refuses", "refusing":
		return "refuse"
	case "reignite", "reignited", "reignites", "reigniting":
		return "reignite"
	case "reinstall", "reinstalled", "reinstalling", "reinstalls":
		return "reinstall"
	case "remade", "remake":
		return "remake"
	case "repairman", "repairmen":
		return "repairman"
	case "repaid", "repay":
		return "repay"
	case "reroute", "rerouted", "reroutes", "rerouting":
		return "reroute"
	case "reran", "rerun":
		return "rerun"
	case "rescale", "rescaled", "rescales", "rescaling":
		return "rescale"
	case "resell", "reselled", "reselling", "resells", "resold":
		return "resell"
	case "resend", "resent":
		return "resend"
	case "restore", "restored", "restores", "restoring":
		return "restore"
	case "retake", "retaken", "retook":
		return "retake"
	case "retell", "retelled", "retelling", "retells", "retold":
		return "retell"
	case "rethink", "rethought":
		return "rethink"
	case "reunite", "reunited", "reunites", "reuniting":
		return "reunite"
	case "reuse", "reused", "reuses", "reusing":
		return "reuse"
	case "reuters":
		return "reuters"
	case "revenge", "revenged", "revenges", "revenging":
		return "revenge"
	case "revere", "revered", "reveres", "revering":
		return "revere"
	case "rewrite", "rewrited", "rewrites", "rewriting", "rewritten", "rewrote":
		return "rewrite"
	case "richards":
		return "richards"
	case "ridden", "ride", "rode":
		return "ride"
	case "rifleman", "riflemen":
		return "rifleman"
	case "rang", "ring", "rung":
		return "ring"
	case "rise", "risen":
		return "rise"
	case "robbins":
		return "robbins"
	case "roberts":
		return "roberts"
	case "robotics":
		return "robotics"
	case "roe", "roed", "roes", "roing":
		return "roe"
	case "rogers":
		return "rogers"
	case "rookie", "rookied", "rookies", "rookiing":
		return "rookie"
	case "rose":
		return "rose'"
	case "route", "routed", "routes", "routing":
		return "route"
	case "rugged":
		return "rugged"
	case "ran", "run":
		return "run"
	case "ruse", "rused", "ruses", "rusing":
		return "ruse"
	case "sacred":
		return "sacred"
	case "saeed":
		return "saeed"
	case "salesman", "salesmen":
		return "salesman"
	case "saleswoman", "saleswomen":
		return "saleswoman"
	case "sanatoria", "sanatorium":
		return "sanatorium"
	case "sanders":
		return "sanders"
	case "santos":
		return "santos"
	case "saw":
		return "saw'"
	case "said", "say":
		return "say"
	case "sayed":
		return "sayed"
	case "scarf", "scarves":
		return "scarf"
	case "scathe", "scathed", "scathes", "scathing":
		return "scathe"
	case "scavenge", "scavenged", "scavenges", "scavenging":
		return "scavenge"
	case "schema", "schemata":
		return "schema"
	case "schoolchild", "schoolchildren":
		return "schoolchild"
	case "scotsman", "scotsmen":
		return "scotsman"
	case "seaman", "seamen":
		return "seaman"
	case "sears":
		return "sears"
	case "secrete", "secreted", "secretes", "secreting":
		return "secrete"
	case "see", "seen":
		return "see"
	case "seek", "sought":
		return "seek"
	case "seethe", "seethed", "seethes", "seething":
		return "seethe"
	case "self", "selves":
		return "self"
	case "selfie", "selfied", "selfies", "selfiing":
		return "selfie"
	case "sell", "sold":
		return "sell"
	case "send", "sent":
		return "send"
	case "series":
		return "series"
	case "sera", "serum":
		return "serum"
	case "serviceman", "servicemen":
		return "serviceman"
	case "servicewoman", "servicewomen":
		return "servicewoman"
	case "sew", "sewn":
		return "sew"
	case "shahed":
		return "shahed"
	case "shake", "shaken", "shook":
		return "shake"
	case "sheaf", "sheaves":
		return "sheaf"
	case "shear", "shorn":
		return "shear"
	case "sheathe", "sheathed", "sheathes", "sheathing":
		return "sheathe"
	case "shelf", "shelves":
		return "shelf"
	case "shine", "shone":
		return "shine"
	case "shod", "shoe", "shoed", "shoes", "shoing":
		return "shoe"
	case "shoot":
		return "shoot"
	case "shot":
		return "shot'"
	case "show", "shown":
		return "show"
	case "shrank", "shrink", "shrunk", "shrunken":
		return "shrink"
	case "sibling":
		return "sibling"
	case "simmons":
		return "simmons"
	case "sims":
		return "sims"
	case "sang", "sing", "sung":
		return "sing"
	case "singe", "singed", "singeing":
		return "singe"
	case "sank", "sink", "sunk", "sunken":
		return "sink"
	case "sat", "sit":
		return "sit"
	case "ski", "skied":
		return "ski"
	case "slain", "slay":
		return "slay"
	case "sleep", "slept":
		return "sleep"
	case "slew":
		return "slew'"
	case "slid", "slide":
		return "slide"
	case "sling", "slung":
		return "sling"
	case "smell", "smelt":
		return "smell"
	case "smite", "smitten", "smote":
		return "smite"
	case "smoothie", "smoothied", "smoothies", "smoothiing":
		return "smoothie"
	case "sneak", "snuck":
		return "sneak"
	case "snowball", "snowballed", "snowballing", "snowballs":
		return "snowball"
	case "snowman", "snowmen":
		return "snowman"
	case "something":
		return "something"
	case "sometimes":
		return "sometimes"
	case "soothe", "soothed", "soothes", "soothing":
		return "soothe"
	case "sortie", "sortied", "sorties", "sortiing":
		return "sortie"
	case "sow", "sown":
		return "sow"
	case "spalding":
		return "spalding"
	case "spat":
		return "spat'"
	case "speak", "spoken":
		return "speak"
	case "species":
		return "species"
	case "spectra", "spectrum":
		return "spectrum"
	case "sped", "speed":
		return "speed"
	case "spell", "spelt":
		return "spell"
	case "spend", "spent":
		return "spend"
	case "spill", "spilt":
		return "spill"
	case "spin", "spun":
		return "spin"
	case "spit":
		return "spit"
	case "spoil", "spoilt":
		return "spoil"
	case "spoke":
		return "spoke'"
	case "spokesman", "spokesmen":
		return "spokesman"
	case "spokeswoman", "spokeswomen":
		return "spokeswoman"
	case "sponge", "sponged", "sponges", "sponging":
		return "sponge"
	case "sportsman", "sportsmen":
		return "sportsman"
	case "sportswoman", "sportswomen":
		return "sportswoman"
	case "sprang", "spring", "sprung":
		return "spring"
	case "stadia", "stadium":
		return "stadium"
	case "stand", "stood":
		return "stand"
	case "starbucks":
		return "starbucks"
	case "statesman", "statesmen":
		return "statesman"
	case "steal", "stole", "stolen":
		return "steal"
	case "stepchild", "stepchildren":
		return "stepchild"
	case "stephens":
		return "stephens"
	case "sterling":
		return "sterling"
	case "stevens":
		return "stevens"
	case "stick", "stuck":
		return "stick"
	case "stigma", "stigmata":
		return "stigma"
	case "stimuli", "stimulus":
		return "stimulus"
	case "sting", "stung":
		return "sting"
	case "stank", "stink", "stunk":
		return "stink"
	case "stockpile", "stockpiled", "stockpiles", "stockpiling":
		return "stockpile"
	case "stonewall", "stonewalled", "stonewalling", "stonewalls":
		return "stonewall"
	case "strata", "stratum":
		return "stratum"
	case "strew", "strewn":
		return "strew"
	case "stridden", "stride", "strode":
		return "stride"
	case "stricken", "strike", "struck":
		return "strike"
	case "string", "strung":
		return "string"
	case "strive", "striven", "strove":
		return "strive"
	case "strongman", "strongmen":
		return "strongman"
	case "stuntman", "stuntmen":
		return "stuntman"
	case "stymie", "stymied", "stymies", "stymiing":
		return "stymie"
	case "suffuse", "suffused", "suffuses", "suffusing":
		return "suffuse"
	case "sugar", "sugared", "sugaring", "sugars":
		return "sugar"
	case "sulfur", "sulfured", "sulfuring", "sulfurs":
		return "sulfur"
	case "superman", "supermen":
		return "superman"
	case "supernova", "supernovae":
		return "supernova"
	case "suv", "suvs":
		return "suv"
	case "swear", "swore", "sworn":
		return "swear"
	case "sweep", "swept":
		return "sweep"
	case "sweetie", "sweetied", "sweeties", "sweetiing":
		return "sweetie"
	case "swell", "swollen":
		return "swell"
	case "swam", "swim", "swum":
		return "swim"
	case "swing", "swung":
		return "swing"
	case "swordsman", "swordsmen":
		return "swordsman"
	case "syed":
		return "syed"
	case "syllabi", "syllabus":
		return "syllabus"
	case "symposia", "symposium":
		return "symposium"
	case "sync", "synced", "syncing":
		return "sync"
	case "synopses", "synopsis":
		return "synopsis"
	case "syntheses", "synthesis":
		return "synthesis"
	case "syringe", "syringed", "syringes", "syringing":
		return "syringe"
	case "tableau", "tableaux":
		return "tableau"
	case "take", "taken", "took":
		return "take"
	case "taste", "tasted", "tastes", "tasting":
		return "taste"
	case "taxi", "taxis":
		return "taxi"
	case "taught", "teach":
		return "teach"
	case "tear", "tore", "torn":
		return "tear"
	case "techie", "techied", "techies", "techiing":
		return "techie"
	case "tee", "teed":
		return "tee"
	case "teethe", "teethed", "teethes", "teething":
		return "teethe"
	case "telephone", "telephoned", "telephones", "telephoning":
		return "telephone"
	case "telescope", "telescoped", "telescopes", "telescoping":
		return "telescope"
	case "tell", "told":
		return "tell"
	case "tennis":
		return "tennis"
	case "termini", "terminus":
		return "terminus"
	case "testes", "testis":
		return "testis"
	case "texas":
		return "texas"
	case "thames":
		return "thames"
	case "themselves":
		return "themselves"
	case "theses", "thesis":
		return "thesis"
	case "thief", "thieves":
		return "thief"
	case "thing":
		return "thing"
	case "think":
		return "think"
	case "this":
		return "this"
	case "thomas":
		return "thomas"
	case "thought":
		return "thought'"
	case "thrive", "thriven", "throve":
		return "thrive"
	case "throe", "throed", "throes", "throing":
		return "throe"
	case "throughput", "throughputed", "throughputing", "throughputs":
		return "throughput"
	case "threw", "throw", "thrown":
		return "throw"
	case "thus":
		return "thus"
	case "tie", "tying":
		return "tie"
	case "tinge", "tinged", "tinges", "tinging":
		return "tinge"
	case "tiptoe", "tiptoed", "tiptoes", "tiptoing":
		return "tiptoe"
	case "toe", "toed", "toes", "toing":
		return "toe"
	case "teeth", "tooth":
		return "tooth"
	case "toothache", "toothached", "toothaches", "toothaching":
		return "toothache"
	case "townie", "townied", "townies", "towniing":
		return "townie"
	case "tradesman", "tradesmen":
		return "tradesman"
	case "tradie", "tradied", "tradies", "tradiing":
		return "tradie"
	case "traffic", "trafficked", "trafficking":
		return "traffic"
	case "tranche", "tranched", "tranches", "tranching":
		return "tranche"
	case "transfuse", "transfused", "transfuses", "transfusing":
		return "transfuse"
	case "travis":
		return "travis"
	case "tread", "trod", "trodden":
		return "tread"
	case "trellis", "trellised", "trellises", "trellising":
		return "trellis"
	case "trial", "trialled", "trialling":
		return "trial"
	case "tribesman", "tribesmen":
		return "tribesman"
	case "tunis":
		return "tunis"
	case "tv", "tvs":
		return "tv"
	case "undergo", "undergoes", "undergone", "underwent":
		return "undergo"
	case "underlain", "underlay", "underlie", "underlying":
		return "underlie"
	case "underpaid", "underpay":
		return "underpay"
	case "underscore", "underscored", "underscores", "underscoring":
		return "underscore"
	case "understand", "understood":
		return "understand"
	case "undertake", "undertaken", "undertook":
		return "undertake"
	case "underwrite", "underwrited", "underwrites", "underwriting", "underwritten", "underwrote":
		return "underwrite"
	case "undid", "undo", "undoes", "undone":
		return "undo"
	case "unite", "unites", "uniting":
		return "unite"
	case "united":
		return "united'"
	case "unroll", "unrolled", "unrolling", "unrolls":
		return "unroll"
	case "untie", "untied", "untying":
		return "untie"
	case "unwind", "unwound":
		return "unwind"
	case "upheld", "uphold":
		return "uphold"
	case "upscale", "upscaled", "upscales", "upscaling":
		return "upscale"
	case "upstairs":
		return "upstairs"
	case "us":
		return "us"
	case "use", "used", "uses", "using":
		return "use"
	case "vaccine", "vaccined", "vaccines", "vaccining":
		return "vaccine"
	case "vc", "vcs":
		return "vc"
	case "vegas":
		return "vegas"
	case "veggie", "veggied", "veggies", "veggiing":
		return "veggie"
	case "vertebra", "vertebrae":
		return "vertebra"
	case "vertex", "vertices":
		return "vertex"
	case "vie", "vying":
		return "vie"
	case "viking":
		return "viking"
	case "vortex", "vortices":
		return "vortex"
	case "vp", "vps":
		return "vp"
	case "wake", "woken":
		return "wake"
	case "waleed":
		return "waleed"
	case "wales":
		return "wales"
	case "waltz", "waltzed", "waltzes", "waltzing":
		return "waltz"
	case "waste", "wasted", "wastes", "wasting":
		return "waste"
	case "watchman", "watchmen":
		return "watchman"
	case "watkins":
		return "watkins"
	case "waylaid", "waylay":
		return "waylay"
	case "wear", "wore", "worn":
		return "wear"
	case "weatherman", "weathermen":
		return "weatherman"
	case "weave", "wove", "woven":
		return "weave"
	case "wedding":
		return "wedding"
	case "weep", "wept":
		return "weep"
	case "welcome", "welcomed", "welcomes", "welcoming":
		return "welcome"
	case "welshman", "welshmen":
		return "welshman"
	case "wharf", "wharves":
		return "wharf"
	case "whereas":
		return "whereas"
	case "whinge", "whinged", "whinges", "whinging":
		return "whinge"
	case "whiz", "whizzed", "whizzes", "whizzing":
		return "whiz"
	case "wholesale", "wholesaled", "wholesales", "wholesaling":
		return "wholesale"
	case "wicked":
		return "wicked"
	case "wife", "wives":
		return "wife"
	case "wilkins":
		return "wilkins"
	case "williams":
		return "williams"
	case "willis":
		return "willis"
	case "win", "won":
		return "win"
	case "wind":
		return "wind"
	case "wing":
		return "wing"
	case "withdraw", "withdrawn", "withdrew":
		return "withdraw"
	case "withheld", "withhold":
		return "withhold"
	case "withstand", "withstood":
		return "withstand"
	case "woe", "woed", "woes", "woing":
		return "woe"
	case "woke":
		return "woke'"
	case "wolf", "wolves":
		return "wolf"
	case "woman", "women":
		return "woman"
	case "workman", "workmen":
		return "workman"
	case "worship", "worshiped", "worshiping", "worships":
		return "worship"
	case "wound":
		return "wound'"
	case "wring", "wrung":
		return "wring"
	case "write", "written", "wrote":
		return "write"
	case "writhe", "writhed", "writhes", "writhing":
		return "writhe"
	case "yachtsman", "yachtsmen":
		return "yachtsman"
	case "yates":
		return "yates"
	case "yes":
		return "yes"
	case "yourselves":
		return "yourselves"
	case "yuppie", "yuppied", "yuppies", "yuppiing":
		return "yuppie"
	case "zombie", "zombied", "zombies", "zombiing":
		return "zombie"
	case "zulu", "zulus":
		return "zulu"
	}
	return ""
}

// stemsBesides returns the stems that a query for one asks for besides.
func stemsBesides(stem string) []string {
	switch stem {
	case "analyse":
		return []string{"analyses'"}
	case "analyses'":
		return []string{"analysis", "analyse"}
	case "analysis":
		return []string{"analyses'"}
	case "axe":
		return []string{"axes'"}
	case "axes'":
		return []string{"axis", "axe"}
	case "axis":
		return []string{"axes'"}
	case "base":
		return []string{"bases'"}
	case "bases'":
		return []string{"basis", "base"}
	case "basis":
		return []string{"bases'"}
	case "bear":
		return []string{"bore'", "born'"}
	case "bind":
		return []string{"bound'"}
	case "bit":
		return []string{"bit'"}
	case "bit'":
		return []string{"bit"}
	case "bite":
		return []string{"bit'"}
	case "bore":
		return []string{"bore'"}
	case "bore'":
		return []string{"bore"}
	case "born":
		return []string{"born'"}
	case "born'":
		return []string{"born"}
	case "bound":
		return []string{"bound'"}
	case "bound'":
		return []string{"bound"}
	case "data":
		return []string{"data'"}
	case "data'":
		return []string{"data"}
	case "datum":
		return []string{"data'"}
	case "diagnose":
		return []string{"diagnoses'"}
	case "diagnoses'":
		return []string{"diagnosis", "diagnose"}
	case "diagnosis":
		return []string{"diagnoses'"}
	case "dive":
		return []string{"dove'"}
	case "dove":
		return []string{"dove'"}
	case "dove'":
		return []string{"dove"}
	case "drink":
		return []string{"drunk'"}
	case "drunk":
		return []string{"drunk'"}
	case "drunk'":
		return []string{"drunk"}
	case "fall":
		return []string{"fell'"}
	case "feel":
		return []string{"felt'"}
	case "fell":
		return []string{"fell'"}
	case "fell'":
		return []string{"fell"}
	case "felt":
		return []string{"felt'"}
	case "felt'":
		return []string{"felt"}
	case "find":
		return []string{"found'"}
	case "found":
		return []string{"found'"}
	case "found'":
		return []string{"found"}
	case "grind":
		return []string{"ground'"}
	case "ground":
		return []string{"ground'"}
	case "ground'":
		return []string{"ground"}
	case "lay":
		return []string{"lay'"}
	case "lay'":
		return []string{"lay"}
	case "leaf":
		return []string{"leaves'"}
	case "leave":
		return []string{"left'", "leaves'"}
	case "leaves'":
		return []string{"leave", "left'", "leaf"}
	case "left":
		return []string{"left'"}
	case "left'":
		return []string{"left"}
	case "lend":
		return []string{"lent'"}
	case "lent":
		return []string{"lent'"}
	case "lent'":
		return []string{"lent"}
	case "lie":
		return []string{"lay'"}
	case "life":
		return []string{"lives'"}
	case "live":
		return []string{"lives'"}
	case "lives'":
		return []string{"life"}
	case "media":
		return []string{"media'"}
	case "media'":
		return []string{"media"}
	case "medium":
		return []string{"media'"}
	case "people":
		return []string{"people'"}
	case "people'":
		return []string{"people"}
	case "person":
		return []string{"people'"}
	case "rise":
		return []string{"rose'"}
	case "rose":
		return []string{"rose'"}
	case "rose'":
		return []string{"rose"}
	case "saw":
		return []string{"saw'"}
	case "saw'":
		return []string{"saw"}
	case "see":
		return []string{"saw'"}
	case "shoot":
		return []string{"shot'"}
	case "shot":
		return []string{"shot'"}
	case "shot'":
		return []string{"shot"}
	case "slay":
		return []string{"slew'"}
	case "slew":
		return []string{"slew'"}
	case "slew'":
		return []string{"slew"}
	case "spat":
		return []string{"spat'"}
	case "spat'":
		return []string{"spat"}
	case "speak":
		return []string{"spoke'"}
	case "spit":
		return []string{"spat'"}
	case "spoke":
		return []string{"spoke'"}
	case "spoke'":
		return []string{"spoke"}
	case "think":
		return []string{"thought'"}
	case "thought":
		return []string{"thought'"}
	case "thought'":
		return []string{"thought"}
	case "unite":
		return []string{"united'"}
	case "wake":
		return []string{"woke'"}
	case "wind":
		return []string{"wound'"}
	case "woke":
		return []string{"woke'"}
	case "woke'":
		return []string{"woke"}
	case "wound":
		return []string{"wound'"}
	case "wound'":
		return []string{"wound"}
	}
	return nil
}

// irregularForms returns the irregular words with a stem.
func irregularForms(stem string) []string {
	switch stem {
	case "ad":
		return []string{"ads"}
	case "add":
		return []string{"added", "adding"}
	case "addendum":
		return []string{"addenda"}
	case "agree":
		return []string{"agreed"}
	case "airman":
		return []string{"airmen"}
	case "alderman":
		return []string{"aldermen"}
	case "alga":
		return []string{"algae"}
	case "alumna":
		return []string{"alumnae"}
	case "alumnus":
		return []string{"alumni"}
	case "analyse":
		return []string{"analysed", "analysing"}
	case "analyses'":
		return []string{"analyses"}
	case "anchorman":
		return []string{"anchormen"}
	case "antenna":
		return []string{"antennae"}
	case "antithesis":
		return []string{"antitheses"}
	case "apex":
		return []string{"apices"}
	case "appall":
		return []string{"appal", "appals"}
	case "appendix":
		return []string{"appendices"}
	case "aquarium":
		return []string{"aquaria"}
	case "arise":
		return []string{"arose", "arisen"}
	case "assemblyman":
		return []string{"assemblymen"}
	case "assemblywoman":
		return []string{"assemblywomen"}
	case "awake":
		return []string{"awoke", "awoken"}
	case "axe":
		return []string{"axed", "axing", "ax"}
	case "axes'":
		return []string{"axes"}
	case "bacillus":
		return []string{"bacilli"}
	case "bacterium":
		return []string{"bacteria"}
	case "bases'":
		return []string{"bases"}
	case "be":
		return []string{"is", "are", "was", "were", "been", "being"}
	case "bear":
		return []string{"borne"}
	case "beat":
		return []string{"beaten"}
	case "beau":
		return []string{"beaux"}
	case "become":
		return []string{"became"}
	case "befall":
		return []string{"befell", "befallen"}
	case "begin":
		return []string{"began", "begun"}
	case "behold":
		return []string{"beheld"}
	case "belie":
		return []string{"belied", "belying"}
	case "bend":
		return []string{"bent"}
	case "bet":
		return []string{"bets", "betting"}
	case "bias":
		return []string{"biassed", "biassing"}
	case "bid":
		return []string{"bade", "bidden"}
	case "binge":
		return []string{"binged", "bingeing"}
	case "bit'":
		return []string{"bit"}
	case "bite":
		return []string{"bitten"}
	case "bleed":
		return []string{"bled"}
	case "blow":
		return []string{"blew", "blown"}
	case "bore'":
		return []string{"bore"}
	case "born'":
		return []string{"born"}
	case "bound'":
		return []string{"bound"}
	case "boycott":
		return []string{"boycotted", "boycotting"}
	case "break":
		return []string{"broke", "broken"}
	case "breed":
		return []string{"bred"}
	case "bring":
		return []string{"brought"}
	case "build":
		return []string{"built"}
	case "bureau":
		return []string{"bureaux"}
	case "burn":
		return []string{"burnt"}
	case "bus":
		return []string{"bused", "busing", "bussed", "bussing", "busses"}
	case "businessman":
		return []string{"businessmen"}
	case "businesswoman":
		return []string{"businesswomen"}
	case "butt":
		return []string{"butted", "butting"}
	case "buy":
		return []string{"bought"}
	case "cactus":
		return []string{"cacti"}
	case "calf":
		return []string{"calves"}
	case "cameraman":
		return []string{"cameramen"}
	case "catch":
		return []string{"caught"}
	case "catharsis":
		return []string{"catharses"}
	case "cattleman":
		return []string{"cattlemen"}
	case "cd":
		return []string{"cds"}
	case "chairman":
		return []string{"chairmen"}
	case "chairwoman":
		return []string{"chairwomen"}
	case "chateau":
		return []string{"chateaux"}
	case "cherub":
		return []string{"cherubim"}
	case "child":
		return []string{"children"}
	case "choose":
		return []string{"chose", "chosen"}
	case "churchman":
		return []string{"churchmen"}
	case "clergyman":
		return []string{"clergymen"}
	case "cling":
		return []string{"clung"}
	case "codex":
		return []string{"codices"}
	case "come":
		return []string{"came"}
	case "compendium":
		return []string{"compendia"}
	case "congressman":
		return []string{"congressmen"}
	case "congresswoman":
		return []string{"congresswomen"}
	case "consortium":
		return []string{"consortia"}
	case "corpus":
		return []string{"corpora"}
	case "councilman":
		return []string{"councilmen"}
	case "councilwoman":
		return []string{"councilwomen"}
	case "cowman":
		return []string{"cowmen"}
	case "cpu":
		return []string{"cpus"}
	case "craftsman":
		return []string{"craftsmen"}
	case "creep":
		return []string{"crept"}
	case "crewman":
		return []string{"crewmen"}
	case "crisis":
		return []string{"crises"}
	case "criterion":
		return []string{"criteria"}
	case "curriculum":
		return []string{"curricula"}
	case "cv":
		return []string{"cvs"}
	case "data'":
		return []string{"data"}
	case "deal":
		return []string{"dealt"}
	case "decree":
		return []string{"decreed"}
	case "diagnoses'":
		return []string{"diagnoses"}
	case "dial":
		return []string{"dialled", "dialling"}
	case "die":
		return []string{"dying"}
	case "dig":
		return []string{"dug"}
	case "disagree":
		return []string{"disagreed"}
	case "distill":
		return []string{"distil", "distils"}
	case "dj":
		return []string{"djs"}
	case "do":
		return []string{"does", "did", "done"}
	case "doorman":
		return []string{"doormen"}
	case "dove'":
		return []string{"dove"}
	case "draftsman":
		return []string{"draftsmen"}
	case "draw":
		return []string{"drew", "drawn"}
	case "dream":
		return []string{"dreamt"}
	case "drink":
		return []string{"drank"}
	case "drive":
		return []string{"drove", "driven"}
	case "drunk'":
		return []string{"drunk"}
	case "duel":
		return []string{"duelled", "duelling"}
	case "dwarf":
		return []string{"dwarves"}
	case "dwell":
		return []string{"dwelt"}
	case "dye":
		return []string{"dyed", "dyeing"}
	case "eat":
		return []string{"ate", "eaten"}
	case "ebb":
		return []string{"ebbed", "ebbing"}
	case "egg":
		return []string{"egged", "egging"}
	case "elf":
		return []string{"elves"}
	case "ellipsis":
		return []string{"ellipses"}
	case "emphasis":
		return []string{"emphases"}
	case "emporium":
		return []string{"emporia"}
	case "emu":
		return []string{"emus"}
	case "englishman":
		return []string{"englishmen"}
	case "englishwoman":
		return []string{"englishwomen"}
	case "enroll":
		return []string{"enrol", "enrols"}
	case "enthrall":
		return []string{"enthral", "enthrals"}
	case "err":
		return []string{"erred", "erring"}
	case "erratum":
		return []string{"errata"}
	case "ev":
		return []string{"evs"}
	case "fall":
		return []string{"fallen"}
	case "fell'":
		return []string{"fell"}
	case "felt'":
		return []string{"felt"}
	case "fight":
		return []string{"fought"}
	case "fireman":
		return []string{"firemen"}
	case "fisherman":
		return []string{"fishermen"}
	case "flee":
		return []string{"fled"}
	case "fling":
		return []string{"flung"}
	case "fly":
		return []string{"flew", "flown"}
	case "focus":
		return []string{"focussed", "focusses", "focussing"}
	case "foot":
		return []string{"feet"}
	case "forbid":
		return []string{"forbade", "forbidden"}
	case "forecast":
		return []string{"forecasted"}
	case "forefoot":
		return []string{"forefeet"}
	case "foreman":
		return []string{"foremen"}
	case "foresee":
		return []string{"foresaw", "foreseen"}
	case "foretell":
		return []string{"foretold"}
	case "forget":
		return []string{"forgot", "forgotten"}
	case "forgive":
		return []string{"forgave", "forgiven"}
	case "forgo":
		return []string{"forwent", "forgone", "forgoes"}
	case "formula":
		return []string{"formulae"}
	case "forsake":
		return []string{"forsook", "forsaken"}
	case "forum":
		return []string{"fora"}
	case "found'":
		return []string{"found"}
	case "free":
		return []string{"freed"}
	case "freeze":
		return []string{"froze", "frozen"}
	case "frenchman":
		return []string{"frenchmen"}
	case "freshman":
		return []string{"freshmen"}
	case "frolic":
		return []string{"frolicked", "frolicking"}
	case "fuel":
		return []string{"fuelled", "fuelling"}
	case "fulfill":
		return []string{"fulfil", "fulfils"}
	case "fungus":
		return []string{"fungi"}
	case "gas":
		return []string{"gassed", "gassing", "gasses"}
	case "genesis":
		return []string{"geneses"}
	case "gentleman":
		return []string{"gentlemen"}
	case "genus":
		return []string{"genera"}
	case "get":
		return []string{"got", "gotten"}
	case "give":
		return []string{"gave", "given"}
	case "go":
		return []string{"goes", "went", "gone"}
	case "goose":
		return []string{"geese"}
	case "gpu":
		return []string{"gpus"}
	case "grandchild":
		return []string{"grandchildren"}
	case "ground'":
		return []string{"ground"}
	case "grow":
		return []string{"grew", "grown"}
	case "guarantee":
		return []string{"guaranteed"}
	case "guardsman":
		return []string{"guardsmen"}
	case "gunman":
		return []string{"gunmen"}
	case "guru":
		return []string{"gurus"}
	case "gymnasium":
		return []string{"gymnasia"}
	case "haiku":
		return []string{"haikus"}
	case "half":
		return []string{"halves"}
	case "halve":
		return []string{"halved", "halving"}
	case "handyman":
		return []string{"handymen"}
	case "hang":
		return []string{"hung"}
	case "have":
		return []string{"has", "had"}
	case "hear":
		return []string{"heard"}
	case "henchman":
		return []string{"henchmen"}
	case "hide":
		return []string{"hid", "hidden"}
	case "hindu":
		return []string{"hindus"}
	case "hippopotamus":
		return []string{"hippopotami"}
	case "hitman":
		return []string{"hitmen"}
	case "hold":
		return []string{"held"}
	case "honorarium":
		return []string{"honoraria"}
	case "hoof":
		return []string{"hooves"}
	case "horseman":
		return []string{"horsemen"}
	case "housewife":
		return []string{"housewives"}
	case "hypothesis":
		return []string{"hypotheses"}
	case "id":
		return []string{"ids"}
	case "index":
		return []string{"indices"}
	case "inlay":
		return []string{"inlaid"}
	case "instill":
		return []string{"instil", "instils"}
	case "irishman":
		return []string{"irishmen"}
	case "juryman":
		return []string{"jurymen"}
	case "keep":
		return []string{"kept"}
	case "kibbutz":
		return []string{"kibbutzim"}
	case "knee":
		return []string{"kneed"}
	case "kneel":
		return []string{"knelt"}
	case "knife":
		return []string{"knives"}
	case "know":
		return []string{"knew", "known"}
	case "larva":
		return []string{"larvae"}
	case "lawman":
		return []string{"lawmen"}
	case "lay":
		return []string{"laid"}
	case "lay'":
		return []string{"lay"}
	case "layman":
		return []string{"laymen"}
	case "lead":
		return []string{"led"}
	case "lean":
		return []string{"leant"}
	case "leap":
		return []string{"leapt"}
	case "learn":
		return []string{"learnt"}
	case "leaves'":
		return []string{"leaves"}
	case "left'":
		return []string{"left"}
	case "lent'":
		return []string{"lent"}
	case "lie":
		return []string{"lain", "lying"}
	case "light":
		return []string{"lit"}
	case "lineman":
		return []string{"linemen"}
	case "linesman":
		return []string{"linesmen"}
	case "lives'":
		return []string{"lives"}
	case "loaf":
		return []string{"loaves"}
	case "lose":
		return []string{"lost"}
	case "louse":
		return []string{"lice"}
	case "mailman":
		return []string{"mailmen"}
	case "make":
		return []string{"made"}
	case "man":
		return []string{"men"}
	case "marksman":
		return []string{"marksmen"}
	case "matrix":
		return []string{"matrices"}
	case "maximum":
		return []string{"maxima"}
	case "mean":
		return []string{"meant"}
	case "media'":
		return []string{"media"}
	case "meet":
		return []string{"met"}
	case "memorandum":
		return []string{"memoranda"}
	case "menu":
		return []string{"menus"}
	case "merchantman":
		return []string{"merchantmen"}
	case "metamorphosis":
		return []string{"metamorphoses"}
	case "middleman":
		return []string{"middlemen"}
	case "midshipman":
		return []string{"midshipmen"}
	case "midwife":
		return []string{"midwives"}
	case "militiaman":
		return []string{"militiamen"}
	case "millennium":
		return []string{"millennia"}
	case "mimic":
		return []string{"mimicked", "mimicking"}
	case "minimum":
		return []string{"minima"}
	case "minuteman":
		return []string{"minutemen"}
	case "mishear":
		return []string{"misheard"}
	case "mislead":
		return []string{"misled"}
	case "misspeak":
		return []string{"misspoke", "misspoken"}
	case "misspell":
		return []string{"misspelt"}
	case "mistake":
		return []string{"mistook", "mistaken"}
	case "misunderstand":
		return []string{"misunderstood"}
	case "moratorium":
		return []string{"moratoria"}
	case "mouse":
		return []string{"mice"}
	case "mow":
		return []string{"mown"}
	case "mp":
		return []string{"mps"}
	case "msp":
		return []string{"msps"}
	case "nebula":
		return []string{"nebulae"}
	case "nemesis":
		return []string{"nemeses"}
	case "neurosis":
		return []string{"neuroses"}
	case "newsman":
		return []string{"newsmen"}
	case "ngo":
		return []string{"ngos"}
	case "nobleman":
		return []string{"noblemen"}
	case "nucleus":
		return []string{"nuclei"}
	case "oarsman":
		return []string{"oarsmen"}
	case "oasis":
		return []string{"oases"}
	case "octopus":
		return []string{"octopi"}
	case "odd":
		return []string{"odds"}
	case "ombudsman":
		return []string{"ombudsmen"}
	case "op":
		return []string{"ops"}
	case "outdo":
		return []string{"outdid", "outdone", "outdoes"}
	case "outgrow":
		return []string{"outgrew", "outgrown"}
	case "outrun":
		return []string{"outran"}
	case "outsell":
		return []string{"outsold"}
	case "overcome":
		return []string{"overcame"}
	case "overdo":
		return []string{"overdid", "overdone", "overdoes"}
	case "overdraw":
		return []string{"overdrew", "overdrawn"}
	case "overeat":
		return []string{"overate", "overeaten"}
	case "overhang":
		return []string{"overhung"}
	case "overhear":
		return []string{"overheard"}
	case "overlay":
		return []string{"overlaid"}
	case "overpay":
		return []string{"overpaid"}
	case "override":
		return []string{"overrode", "overridden"}
	case "overrun":
		return []string{"overran"}
	case "oversee":
		return []string{"oversaw", "overseen"}
	case "oversleep":
		return []string{"overslept"}
	case "overspend":
		return []string{"overspent"}
	case "overtake":
		return []string{"overtook", "overtaken"}
	case "overthrow":
		return []string{"overthrew", "overthrown"}
	case "overwrite":
		return []string{"overwrote", "overwritten"}
	case "ovum":
		return []string{"ova"}
	case "ox":
		return []string{"oxen"}
	case "panic":
		return []string{"panicked", "panicking"}
	case "paralysis":
		return []string{"paralyses"}
	case "parenthesis":
		return []string{"parentheses"}
	case "partake":
		return []string{"partook", "partaken"}
	case "patrolman":
		return []string{"patrolmen"}
	case "pay":
		return []string{"paid"}
	case "pc":
		return []string{"pcs"}
	case "pdf":
		return []string{"pdfs"}
	case "penny":
		return []string{"pence"}
	case "people'":
		return []string{"people"}
	case "phenomenon":
		return []string{"phenomena"}
	case "picnic":
		return []string{"picnicked", "picnicking"}
	case "plateau":
		return []string{"plateaux"}
	case "plead":
		return []string{"pled"}
	case "pm":
		return []string{"pms"}
	case "podium":
		return []string{"podia"}
	case "policeman":
		return []string{"policemen"}
	case "policewoman":
		return []string{"policewomen"}
	case "politic":
		return []string{"politicked", "politicking"}
	case "polyhedron":
		return []string{"polyhedra"}
	case "postman":
		return []string{"postmen"}
	case "prepay":
		return []string{"prepaid"}
	case "prognosis":
		return []string{"prognoses"}
	case "prove":
		return []string{"proven"}
	case "psychosis":
		return []string{"psychoses"}
	case "purr":
		return []string{"purred", "purring"}
	case "putt":
		return []string{"putted"}
	case "quantum":
		return []string{"quanta"}
	case "quiz":
		return []string{"quizzes", "quizzed", "quizzing"}
	case "radius":
		return []string{"radii"}
	case "rebuild":
		return []string{"rebuilt"}
	case "redo":
		return []string{"redid", "redone", "redoes"}
	case "redraw":
		return []string{"redrew", "redrawn"}
	case "referee":
		return []string{"refereed"}
	case "referendum":
		return []string{"referenda"}
	case "refuel":
		return []string{"refuelled", "refuelling"}
	case "remake":
		return []string{"remade"}
	case "repairman":
		return []string{"repairmen"}
	case "repay":
		return []string{"repaid"}
	case "rerun":
		return []string{"reran"}
	case "resell":
		return []string{"resold"}
	case "resend":
		return []string{"resent"}
	case "retake":
		return []string{"retook", "retaken"}
	case "retell":
		return []string{"retold"}
	case "rethink":
		return []string{"rethought"}
	case "rewrite":
		return []string{"rewrote", "rewritten"}
	case "ride":
		return []string{"rode", "ridden"}
	case "rifleman":
		return []string{"riflemen"}
	case "ring":
		return []string{"rang", "rung"}
	case "rise":
		return []string{"risen"}
	case "rose'":
		return []string{"rose"}
	case "run":
		return []string{"ran"}
	case "salesman":
		return []string{"salesmen"}
	case "saleswoman":
		return []string{"saleswomen"}
	case "sanatorium":
		return []string{"sanatoria"}
	case "saw'":
		return []string{"saw"}
	case "say":
		return []string{"said"}
	case "scarf":
		return []string{"scarves"}
	case "schema":
		return []string{"schemata"}
	case "schoolchild":
		return []string{"schoolchildren"}
	case "scotsman":
		return []string{"scotsmen"}
	case "seaman":
		return []string{"seamen"}
	case "see":
		return []string{"seen"}
	case "seek":
		return []string{"sought"}
	case "self":
		return []string{"selves"}
	case "sell":
		return []string{"sold"}
	case "send":
		return []string{"sent"}
	case "serum":
		return []string{"sera"}
	case "serviceman":
		return []string{"servicemen"}
	case "servicewoman":
		return []string{"servicewomen"}
	case "sew":
		return []string{"sewn"}
	case "shake":
		return []string{"shook", "shaken"}
	case "sheaf":
		return []string{"sheaves"}
	case "shear":
		return []string{"shorn"}
	case "shelf":
		return []string{"shelves"}
	case "shine":
		return []string{"shone"}
	case "shoe":
		return []string{"shod"}
	case "shot'":
		return []string{"shot"}
	case "show":
		return []string{"shown"}
	case "shrink":
		return []string{"shrank", "shrunk", "shrunken"}
	case "sing":
		return []string{"sang", "sung"}
	case "singe":
		return []string{"singed", "singeing"}
	case "sink":
		return []string{"sank", "sunk", "sunken"}
	case "sit":
		return []string{"sat"}
	case "ski":
		return []string{"skied"}
	case "slay":
		return []string{"slain"}
	case "sleep":
		return []string{"slept"}
	case "slew'":
		return []string{"slew"}
	case "slide":
		return []string{"slid"}
	case "sling":
		return []string{"slung"}
	case "smell":
		return []string{"smelt"}
	case "smite":
		return []string{"smote", "smitten"}
	case "sneak":
		return []string{"snuck"}
	case "snowman":
		return []string{"snowmen"}
	case "sow":
		return []string{"sown"}
	case "spat'":
		return []string{"spat"}
	case "speak":
		return []string{"spoken"}
	case "spectrum":
		return []string{"spectra"}
	case "speed":
		return []string{"sped"}
	case "spell":
		return []string{"spelt"}
	case "spend":
		return []string{"spent"}
	case "spill":
		return []string{"spilt"}
	case "spin":
		return []string{"spun"}
	case "spoil":
		return []string{"spoilt"}
	case "spoke'":
		return []string{"spoke"}
	case "spokesman":
		return []string{"spokesmen"}
	case "spokeswoman":
		return []string{"spokeswomen"}
	case "sportsman":
		return []string{"sportsmen"}
	case "sportswoman":
		return []string{"sportswomen"}
	case "spring":
		return []string{"sprang", "sprung"}
	case "stadium":
		return []string{"stadia"}
	case "stand":
		return []string{"stood"}
	case "statesman":
		return []string{"statesmen"}
	case "steal":
		return []string{"stole", "stolen"}
	case "stepchild":
		return []string{"stepchildren"}
	case "stick":
		return []string{"stuck"}
	case "stigma":
		return []string{"stigmata"}
	case "stimulus":
		return []string{"stimuli"}
	case "sting":
		return []string{"stung"}
	case "stink":
		return []string{"stank", "stunk"}
	case "stratum":
		return []string{"strata"}
	case "strew":
		return []string{"strewn"}
	case "stride":
		return []string{"strode", "stridden"}
	case "strike":
		return []string{"struck", "stricken"}
	case "string":
		return []string{"strung"}
	case "strive":
		return []string{"strove", "striven"}
	case "strongman":
		return []string{"strongmen"}
	case "stuntman":
		return []string{"stuntmen"}
	case "superman":
		return []string{"supermen"}
	case "supernova":
		return []string{"supernovae"}
	case "suv":
		return []string{"suvs"}
	case "swear":
		return []string{"swore", "sworn"}
	case "sweep":
		return []string{"swept"}
	case "swell":
		return []string{"swollen"}
	case "swim":
		return []string{"swam", "swum"}
	case "swing":
		return []string{"swung"}
	case "swordsman":
		return []string{"swordsmen"}
	case "syllabus":
		return []string{"syllabi"}
	case "symposium":
		return []string{"symposia"}
	case "sync":
		return []string{"synced", "syncing"}
	case "synopsis":
		return []string{"synopses"}
	case "synthesis":
		return []string{"syntheses"}
	case "tableau":
		return []string{"tableaux"}
	case "take":
		return []string{"took", "taken"}
	case "taxi":
		return []string{"taxis"}
	case "teach":
		return []string{"taught"}
	case "tear":
		return []string{"tore", "torn"}
	case "tee":
		return []string{"teed"}
	case "tell":
		return []string{"told"}
	case "terminus":
		return []string{"termini"}
	case "testis":
		return []string{"testes"}
	case "thesis":
		return []string{"theses"}
	case "thief":
		return []string{"thieves"}
	case "thought'":
		return []string{"thought"}
	case "thrive":
		return []string{"throve", "thriven"}
	case "throw":
		return []string{"threw", "thrown"}
	case "tie":
		return []string{"tying"}
	case "tooth":
		return []string{"teeth"}
	case "tradesman":
		return []string{"tradesmen"}
	case "traffic":
		return []string{"trafficked", "trafficking"}
	case "tread":
		return []string{"trod", "trodden"}
	case "trial":
		return []string{"trialled", "trialling"}
	case "tribesman":
		return []string{"tribesmen"}
	case "tv":
		return []string{"tvs"}
	case "undergo":
		return []string{"undergoes", "underwent", "undergone"}
	case "underlie":
		return []string{"underlay", "underlain", "underlying"}
	case "underpay":
		return []string{"underpaid"}
	case "understand":
		return []string{"understood"}
	case "undertake":
		return []string{"undertook", "undertaken"}
	case "underwrite":
		return []string{"underwrote", "underwritten"}
	case "undo":
		return []string{"undid", "undone", "undoes"}
	case "unite":
		return []string{"unites", "uniting"}
	case "united'":
		return []string{"united"}
	case "untie":
		return []string{"untied", "untying"}
	case "unwind":
		return []string{"unwound"}
	case "uphold":
		return []string{"upheld"}
	case "vc":
		return []string{"vcs"}
	case "vertebra":
		return []string{"vertebrae"}
	case "vertex":
		return []string{"vertices"}
	case "vie":
		return []string{"vying"}
	case "vortex":
		return []string{"vortices"}
	case "vp":
		return []string{"vps"}
	case "wake":
		return []string{"woken"}
	case "watchman":
		return []string{"watchmen"}
	case "waylay":
		return []string{"waylaid"}
	case "wear":
		return []string{"wore", "worn"}
	case "weatherman":
		return []string{"weathermen"}
	case "weave":
		return []string{"wove", "woven"}
	case "weep":
		return []string{"wept"}
	case "welshman":
		return []string{"welshmen"}
	case "wharf":
		return []string{"wharves"}
	case "whiz":
		return []string{"whizzes", "whizzed", "whizzing"}
	case "wife":
		return []string{"wives"}
	case "win":
		return []string{"won"}
	case "withdraw":
		return []string{"withdrew", "withdrawn"}
	case "withhold":
		return []string{"withheld"}
	case "withstand":
		return []string{"withstood"}
	case "woke'":
		return []string{"woke"}
	case "wolf":
		return []string{"wolves"}
	case "woman":
		return []string{"women"}
	case "workman":
		return []string{"workmen"}
	case "wound'":
		return []string{"wound"}
	case "wring":
		return []string{"wrung"}
	case "write":
		return []string{"wrote", "written"}
	case "yachtsman":
		return []string{"yachtsmen"}
	case "zulu":
		return []string{"zulus"}
	}
	return nil
}
