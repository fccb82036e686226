import Model

/// Help in French, by the English text: a line here for each text there.
enum FrenchTable {
  static let texts: [String: French] = [
    // The frame
    """
    Guetteur watches the press: it polls feeds, matches every new entry against your watchlists
    and writes each match, once, to alert logs.
    """: """
    Guetteur surveille la presse : il relève des flux, confronte chaque article nouveau à vos listes
    de veille et écrit chaque correspondance, une fois, dans des journaux d’alertes.
    """,
    "Usage": "Usage",
    "COMMAND [OPTIONS]": "COMMANDE [OPTIONS]",
    "Commands": "Commandes",
    "Options": "Options",
    "Example": "Exemple",
    "guetteur COMMAND --help says more; guetteur --version names the version.":
      "guetteur COMMANDE --help en dit plus ; guetteur --version nomme la version.",

    // Commands
    "watch in the foreground until SIGTERM or SIGINT":
      "surveiller au premier plan jusqu’à SIGTERM ou SIGINT",
    "poll every feed now, write the alerts, print a summary":
      "relever tous les flux maintenant, écrire les alertes, afficher un bilan",
    "validate the configuration and say how it reads each watchlist":
      "vérifier la configuration et dire comment chaque liste est lue",
    "print a feed as one JSON Feed 1.1 object": "afficher un flux comme un objet JSON Feed 1.1",
    "match texts, or documents on standard input, against the watchlists":
      "confronter des textes, ou les documents de l’entrée standard, aux listes",
    "show the health of each feed": "montrer la santé de chaque flux",
    "find the feeds of a web page": "trouver les flux d’une page web",
    "print the feeds of an OPML list as entries for the configuration":
      "afficher les flux d’une liste OPML pour la configuration",
    "print the configured feeds as OPML, or alerts as CSV or JSON Feed":
      "exporter les flux en OPML, ou les alertes en CSV ou JSON Feed",
    "show the last alerts, and follow what comes":
      "montrer les dernières alertes, et suivre celles qui viennent",
    "write a commented configuration to start from":
      "écrire une première configuration, commentée",
    "look for a term in everything that the archive keeps":
      "chercher un terme dans tout ce que garde l’archive",
    "say what the watchlists would have reported of the past":
      "dire ce que les listes auraient signalé du passé",
    "say what was seen of an entry, and why it was or was not reported":
      "dire pourquoi un article passé a ou n’a pas été signalé",
    "explain a command, the configuration or the language of terms":
      "expliquer une commande, la configuration ou le langage des termes",

    // Common options
    "the configuration; default: $GUETTEUR_CONFIG, ./config.json, /etc/guetteur/config.json":
      "la configuration ; par défaut $GUETTEUR_CONFIG, ./config.json, /etc/guetteur/config.json",
    "errors only": "les erreurs seulement",
    "say more on stderr": "en dire plus sur la sortie d’erreur",
    "auto, always or never; NO_COLOR is honoured":
      "couleurs : auto, always ou never ; NO_COLOR est respecté",
    "this help": "cette aide",

    // Options
    "ask hosts that said Retry-After too": "interroger aussi les hôtes qui ont dit Retry-After",
    "print the summary as one JSON object": "afficher le bilan comme un objet JSON",
    "the address it came from, for relative addresses":
      "l’adresse dont il vient, pour les adresses relatives",
    "the Content-Type it came with, for its charset":
      "le Content-Type reçu avec lui, pour son jeu de caractères",
    "say why each term did or did not match":
      "dire pourquoi chaque terme a ou n’a pas correspondu",
    "the language of TEXT, as a BCP 47 tag": "la langue de TEXT, étiquette BCP 47",
    "only feeds that fail, are gone, or may have lost entries":
      "seulement les flux en échec, disparus, ou qui ont pu perdre des articles",
    "print one JSON object a line": "afficher un objet JSON par ligne",
    "alerts instead of feeds": "les alertes au lieu des flux",
    "of alerts: csv (default) or json (JSON Feed 1.1)":
      "des alertes : csv (par défaut) ou json (JSON Feed 1.1)",
    "alerts of the last 2h, 30d…; default: all that the ledger keeps":
      "les alertes des dernières 2h, 30d… ; par défaut tout ce que garde le registre",
    "alerts of one watchlist": "les alertes d’une liste",
    "wait for more, until Ctrl-C or the reader goes":
      "attendre la suite, jusqu’à Ctrl-C ou au départ du lecteur",
    "how many; default: 10, or all of --since": "combien ; par défaut 10, ou toutes avec --since",
    "only those of this last time, as 90m, 2h or 7d":
      "seulement celles de cette durée passée, comme 90m, 2h ou 7d",
    "only those of one watchlist": "seulement celles d’une liste",
    "print them as they stand in alerts.jsonl": "les afficher comme dans alerts.jsonl",
    "the name of the first watchlist; default: its first term":
      "le nom de la première liste ; par défaut son premier terme",
    "a web or mail address that feeds' servers are told":
      "une adresse web ou de courrier, dite aux serveurs des flux",
    "print a manual page: guetteur.1, guetteur.json.5, guetteur-terms.7":
      "afficher une page de manuel : guetteur.1, guetteur.json.5, guetteur-terms.7",
    "print completions for bash, zsh or fish":
      "afficher les complétions pour bash, zsh ou fish",

    "every term of this watchlist, and no other":
      "tous les termes de cette liste, et aucun autre",
    "try the terms on the archive since then, as 30d":
      "essayer les termes sur l’archive depuis lors, comme 30d",
    "alerts a day above which a watchlist is warned of; default: 100":
      "alertes par jour au-delà desquelles une liste est signalée ; par défaut 100",
    "from then on: 12h, 30d, 2026-11-01; default: 30d":
      "depuis lors : 12h, 30d, 2026-11-01 ; par défaut 30d",
    "only this watchlist": "seulement cette liste",
    "a term instead of the watchlists": "un terme au lieu des listes",
    "what this edited configuration would gain and lose":
      "ce que cette configuration modifiée gagnerait et perdrait",
    "alerts to show of each watchlist; default: 3":
      "alertes à montrer de chaque liste ; par défaut 3",
    "print every alert, one JSON object a line, and nothing else":
      "afficher toutes les alertes, un objet JSON par ligne, et rien d’autre",
    "print one JSON object": "afficher un objet JSON",
    "how many entries; default: 20": "combien d’articles ; par défaut 20",
    "only of this feed: its name, its address, or #tag":
      "seulement de ce flux : son nom, son adresse ou #étiquette",
    "only of this language": "seulement dans cette langue",
    "print how many entries there are, and nothing else":
      "afficher le nombre d’articles, et rien d’autre",
    "count by day, feed or language": "compter par jour (day), flux (feed) ou langue (language)",
    "print JSON: one object a line": "afficher du JSON : un objet par ligne",
    "only what was seen since: 12h, 30d, 2026-11-01":
      "seulement ce qui a été vu depuis : 12h, 30d, 2026-11-01",
    "only what was seen before: 12h, 30d, 2026-11-01":
      "seulement ce qui a été vu avant : 12h, 30d, 2026-11-01",

    // Details
    """
    Polls each feed when it is due and writes each match, once, to the alert logs. Edits of the
    configuration are taken as they are saved (SIGHUP hastens it); a faulty one changes nothing.
    """: """
    Relève chaque flux à son heure et écrit chaque correspondance, une fois, dans les journaux
    d’alertes. La configuration est relue dès qu’elle est enregistrée (SIGHUP hâte la relecture) ;
    une faute ne change rien.
    """,
    """
    Asks every feed whatever the schedule says, except those whose host asked to be left alone for
    a while (--force asks them too). Exit code 75 when some feeds failed, each named on stderr.
    """: """
    Interroge tous les flux quoi que dise le calendrier, sauf ceux dont l’hôte a demandé un répit
    (--force les interroge aussi). Code de sortie 75 quand des flux ont échoué, chacun nommé sur la
    sortie d’erreur.
    """,
    """
    On faults: exit code 78, and FILE:LINE:COLUMN: what, on stderr, for each of them. Warnings are
    printed and change nothing: of those of a kind, the first ten of each file, and all with --verbose.
    With --archive, terms are tried on what was seen in that time: those that never hit, that add
    nothing, that are common words, watchlists that fire too often.
    """: """
    En cas de fautes : code de sortie 78 et, pour chacune, FICHIER:LIGNE:COLONNE: quoi, sur la sortie
    d’erreur. Les avertissements sont affichés et ne changent rien : de ceux d’une même sorte, les dix
    premiers de chaque fichier, et tous avec --verbose. Avec --archive, les termes sont essayés sur ce
    qui a été vu pendant ce temps : ceux qui ne trouvent rien, qui n’ajoutent rien, qui sont des mots
    courants, les listes qui se déclenchent trop souvent.
    """,
    """
    Reads an RSS, RDF, Atom or JSON feed and prints what the daemon would see in it. What had to be
    repaired stands in "_guetteur". Exit code 65 when it is no feed or a limit is reached.
    """: """
    Lit un flux RSS, RDF, Atom ou JSON et affiche ce que le service y verrait. Ce qu’il a fallu réparer
    figure dans "_guetteur". Code de sortie 65 si ce n’est pas un flux ou si une limite est atteinte.
    """,
    """
    Each TEXT is a document of its own, numbered from 1. Without TEXT, standard input holds one JSON
    object a line: id title summary content_html content_text language. One line is printed for each
    document, also when nothing matches; start and end count Unicode scalar values.
    """: """
    Chaque TEXT est un document, numéroté à partir de 1. Sans TEXT, l’entrée standard contient un objet
    JSON par ligne : id title summary content_html content_text language. Une ligne est affichée pour
    chaque document, même sans correspondance ; start et end comptent des points de code Unicode.
    """,
    """
    Last success, last error, next poll and why then, entries and alerts seen, gaps in coverage;
    those in trouble first. Runs beside the daemon.
    """: """
    Dernier succès, dernière erreur, prochain relevé et sa raison, articles et alertes vus, lacunes ;
    les flux en difficulté d’abord. S’exécute à côté du service.
    """,
    """
    Looks at the address itself, at what the page links to, then at usual places, and reads each
    feed to be sure. Prints entries that are ready for "feeds" in the configuration. Exit code 65
    when there is none. An address without https:// is asked with it, then with http://.
    """: """
    Regarde l’adresse elle-même, puis ce que la page annonce, puis les endroits habituels, et lit chaque
    flux pour en être sûr. Affiche des lignes prêtes pour "feeds" dans la configuration. Code de
    sortie 65 s’il n’y en a aucun. Une adresse sans https:// est demandée avec, puis avec http://.
    """,
    """
    Nested folders and categories become tags. The entries are ready to be pasted into "feeds":
    what cannot stand there (scripts, scraped pages, passwords in addresses) is left out and named
    on stderr, the same name twice is numbered.
    """: """
    Les dossiers et les catégories deviennent des étiquettes. Les lignes sont prêtes à coller dans
    "feeds" : ce qui ne peut y figurer (scripts, pages moissonnées, mots de passe dans les adresses)
    est omis et nommé sur stderr, un même nom porté deux fois est numéroté.
    """,
    "Runs beside the daemon. Without --alerts, an OPML 2.0 subscription list is printed.":
      "S’exécute à côté du service. Sans --alerts, une liste OPML 2.0 des flux est affichée.",
    """
    TERM is written as in a watchlist: words, phrases, operators (see guetteur help terms). Entries
    are shown newest first, one that had several texts once. Runs beside the daemon.
    """: """
    TERM s’écrit comme dans une liste de veille : mots, expressions, opérateurs (voir guetteur help
    terms). Les articles viennent du plus récent au plus ancien, une fois chacun même s’ils ont eu
    plusieurs textes. S’exécute à côté du service.
    """,
    """
    Reads the archive with the engine of the watch: for each watchlist its alerts, alerts a day, and
    from which feeds and in which languages. With --against, an edited configuration is compared
    with the present one: alerts gained and lost. Runs beside the daemon, which goes on with what
    it has; Ctrl-C ends it early, and it says what it covered.
    """: """
    Lit l’archive avec le moteur de la veille : pour chaque liste ses alertes, leur nombre par jour, de
    quels flux et en quelles langues. Avec --against, une configuration modifiée est comparée à la
    présente : alertes gagnées et perdues. S’exécute à côté du service, qui continue avec ce qu’il a ;
    Ctrl-C l’arrête avant la fin, et il dit ce qu’il a couvert.
    """,
    """
    URL is the entry's page or its id, SEQ the number of an alert. Says when and in which feed the
    entry was seen, with which fields, what each watchlist makes of its last text, near misses
    included, and, when it was never seen, what coverage its feeds had. --verbose prints the whole
    text. Runs beside the daemon.
    """: """
    URL est la page de l’article ou son identifiant, SEQ le numéro d’une alerte. Dit quand et dans quel
    flux l’article a été vu, avec quels champs, ce que chaque liste fait de son dernier texte, y compris
    ce qui lui ressemble, et, s’il n’a jamais été vu, comment ses flux ont été couverts. --verbose
    affiche tout le texte. S’exécute à côté du service.
    """,
    """
    Reads the ledger, or alerts.jsonl and its rotated neighbours where the ledger cannot be read;
    alerts come in the order of their numbers, none twice, none left out, whatever rotates the logs.
    On a terminal hits are highlighted and titles are links where the terminal knows them.
    """: """
    Lit le registre ou, s’il n’est pas lisible, alerts.jsonl et ses voisins archivés ; les alertes
    viennent dans l’ordre de leurs numéros, sans répétition ni trou, quelle que soit la rotation.
    Dans un terminal les correspondances sont surlignées, et les titres sont des liens s’il en connaît.
    """,
    """
    The TERMs become the first watchlist; without any it watches for what the comments say. The
    file is that of --config, else ./config.json; one that exists is left alone (exit code 73).
    """: """
    Les TERM deviennent la première liste de veille. Le fichier est celui de --config, sinon
    ./config.json ; un fichier qui existe n’est pas touché (code de sortie 73).
    """,
    "Without operand it lists the commands. --man and --completion print what packages install.":
      "Sans argument, elle liste les commandes. --man et --completion affichent ce que les paquets installent.",
  ]
}
