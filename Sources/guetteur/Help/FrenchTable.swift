/// Help in French, by the English text: a line here for each text there.
enum FrenchTable {
  static let texts: [String: String] = [
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
    printed and change nothing.
    """: """
    En cas de fautes : code de sortie 78 et, pour chacune, FICHIER:LIGNE:COLONNE: quoi sur la sortie
    d’erreur. Les avertissements sont affichés et ne changent rien.
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
