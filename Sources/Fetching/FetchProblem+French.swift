public import Model

extension FetchProblem {
  public var french: French {
    switch self {
    case .words(let words): French(verbatim: words)
    case .noSuchHost(let words): "\(words) : hôte inconnu, ou le résolveur ne répond pas"
    case .proxy(let words): "le mandataire est inutilisable : \(words)"
    case .noDescriptor:
      "plus de descripteur libre : augmentez LimitNOFILE ou baissez concurrency"
    case .noAnswerInTime(let host, let words):
      "\(host) n’a pas répondu dans le temps imparti (\(words))"
    case .noAnswerToAnother(let host):
      "\(host) n’a pas répondu dans le temps imparti (ni à une connexion avant celle-ci)"
    case .tooSlow(let host, let words): "\(host) a été trop lent (\(words))"
    case .noWholeAnswer(let time): "pas de réponse entière en \(time) ms"
    case .tls(let host, let words): "TLS avec \(host) a échoué : \(words)"
    case .notHTTP(let host, let words): "\(host) ne répond pas en HTTP (\(words))"
    case .closed(let host): "\(host) a fermé la connexion sans répondre"
    case .closedInHeader(let host): "\(host) a fermé la connexion au milieu de son en-tête"
    case .heldUpOthers(let host):
      "\(host) était trop lent avec une grande réponse alors que d’autres attendaient la mémoire"
    case .flood(let host): "\(host) envoie sans fin ce qui n’appartient à aucune réponse"
    case .endedEarly(let words): "la réponse a fini trop tôt : \(words)"
    case .transfer(let host, let words): "le transfert depuis \(host) a échoué : \(words)"
    case .broke(let count, nil): "la connexion s’est rompue après \(count) octets"
    case .broke(let count, let whole?):
      "la connexion s’est rompue après \(count) octets sur \(whole)"
    case .dropped: "abandonné"
    case .noLibrary: "libcurl n’a pas pu démarrer : plus de mémoire ou de fils d’exécution"
    case .unreadableCertificates(let file, let why):
      "ca_file \(file) ne peut pas être lu (\(why.french))"

    case .status(let status): "état HTTP \(status)"
    case .statusElsewhere(let status, let url): "état HTTP \(status) à \(redacted(url))"
    case .headerTooLarge(let limit):
      "l’en-tête de la réponse fait plus de \(limit) octets"
    case .headerLineTooLong: "une ligne de l’en-tête de la réponse est trop longue"
    case .bodyTooLarge(let limit):
      "le corps fait plus de \(limit) octets : augmentez fetch.max_bytes si le flux le vaut"
    case .compressedTooOften: "le corps est compressé plus de trois fois"
    case .unknownCoding(let name): "le corps est codé en \"\(name)\", qui est inconnu"
    case .wrongCoding: "le corps n’est pas codé comme le dit son en-tête"
    case .notGzip: "le corps n’est pas en gzip, contrairement à son en-tête"
    case .damagedFromStart(let coding): "le corps \(coding) est endommagé dès son début"
    case .damaged(let coding): "le corps \(coding) est endommagé ou tronqué"
    case .bytesAfterEnd(let coding): "des octets suivent la fin du corps \(coding)"
    case .noMemory: "pas de mémoire pour décompresser"

    case .forbiddenAddress(let address):
      "\(address) est une adresse privée ou réservée : fetch.allow_private_addresses permet de l’interroger"
    case .controlInAddress(let url): "l’adresse contient un caractère de commande : \(url)"
    case .passwordInAddress(let url):
      "\(url) porte un mot de passe : mettez-le dans un fichier, et nommez celui-ci dans \"auth\""
    case .notAnAddress(let url, let words): "\(url) n’est pas une adresse web (\(words))"
    case .cannotBeAsked(let url, let words): "\(url) ne peut pas être interrogé : \(words)"
    case .scheme(let url, nil): "\(url) : seuls http et https sont interrogés"
    case .scheme(let url, let scheme?):
      "\(url) : seuls http et https sont interrogés, pas \(scheme)"
    case .noHost(let url): "\(url) ne nomme pas d’hôte"
    case .unusableRedirect(let target):
      "une redirection mène à une adresse inutilisable : \(target)"
    case .insecureRedirect(let from, let to):
      "\(from) redirige de https vers http (\(to)) : elle n’est pas suivie"
    case .tooManyRedirects(let limit, let last):
      "plus de \(limit) redirections, la dernière vers \(last)"
    case .circularRedirects(let to): "les redirections tournent en rond, revenant à \(to)"

    case .headerName(let name): "\"\(name)\" n’est pas un nom d’en-tête"
    case .controlInHeader(let name):
      "l’en-tête \(name) contient un caractère de commande et ne peut pas être envoyé"
    case .colonInUser:
      "un nom d’utilisateur pour l’authentification Basic n’a pas de deux-points"
    case .controlInCredential: "le secret contient un caractère de commande"
    case .credentialName(let name): "\"\(name)\" n’est pas un nom de secret"
    case .credentialNeedsDirectory(let name):
      "le secret \"\(name)\" a besoin de $CREDENTIALS_DIRECTORY : donnez au service LoadCredential=\(name):FICHIER, ou écrivez le chemin d’un fichier"
    case .credentialUnreadable(let file, let why):
      "le fichier de secret \(file) ne peut pas être lu (\(why.french))"
    case .credentialFile(let file, let fault): "le fichier de secret \(file) \(fault.french)"
    }
  }
}

extension FetchProblem.CredentialFault {
  fileprivate var french: French {
    switch self {
    case .notOrdinary: "n’est pas un fichier ordinaire"
    case .openToOthers: "est ouvert à d’autres : chmod 600"
    case .ofAnotherUser: "appartient à un autre utilisateur : chown"
    case .empty: "est vide"
    case .notOneLine: "contient plus d’une ligne ou un caractère de commande"
    case .notUTF8: "n’est pas en UTF-8"
    case .tooLarge(let limit): "fait plus de \(limit) octets"
    }
  }
}
