extension PropertyVocabulary {
  static let latin: [PropertyVocabulary] = [
    PropertyVocabulary(
      language: "fr",
      words: [
        "cybersécurité", "sénateur", "bateau", "amiral", "travail", "réfugié", "élu", "président",
        "Syrien", "européen", "patron", "actif", "dangereux", "directeur", "chercheur", "héritier",
        "berger", "maïs", "thé", "sûr", "pêche", "côté", "côte", "élève", "Élysée", "Inde", "Iran",
        "mer", "port", "parti", "arme", "capital", "pneu", "national", "officiel", "soldat",
        "avocat",
        "cour", "Paris", "manœuvre", "gaz", "Ukraine", "drone", "tâche", "forêt", "Étienne", "Noël",
        "cyberattaque", "veto", "américain", "Chinois", "expert", "Taïwan", "Çankaya",
      ],
      phrases: [
        "arme nucléaire", "Premier ministre", "Indo-Pacifique", "Côte d'Ivoire", "mer du Nord",
        "Val-d'Isère", "Union africaine", "Proche-Orient", "traité commercial", "Mer Rouge",
        "Recherche et Industrie", "porte-avions",
      ],
      fillers: [
        "le", "la", "les", "des", "de", "un", "à", "et", "dans", "selon", "après", "hier", "Le",
        "annonce", "pays", "sommet", "accord", "aujourd’hui", "quelqu'un", "nouveau", "très",
      ],
      endings: [
        "", "", "", "s", "x", "e", "es", "aux", "aux", "ne", "nes", "trice", "euse", "ive", "ien",
        "ment", "iste", "é", "ère", "le", "les", "onne",
      ],
      before: ["", "", "", "l’", "d'", "qu’", "pro-", "«", "(", "anti", "non-", "L'"]),
    PropertyVocabulary(
      language: "en",
      words: [
        "embassy", "submarine", "strike", "veto", "missile", "church", "tax", "ally", "sanction",
        "Café", "naïve", "Yemen", "Mali", "Oman", "drone", "hero", "box", "key", "Türkiye",
        "Zürich",
        "Brazil", "election", "cybersecurity", "won", "don't", "Logroño", "Rønde", "Ålesund",
      ],
      phrases: ["Sri Lanka", "aircraft carrier", "Black Sea", "Security Council", "cease-fire"],
      fillers: [
        "the", "a", "of", "in", "and", "who", "it", "will", "against", "says", "new", "after",
        "won't",
        "The", "today", "isn’t",
      ],
      endings: ["", "", "", "s", "es", "ies", "ed", "ing", "ian", "er", "ly", "y"],
      before: ["", "", "", "anti-", "“", "(", "pre", "non-", "US-"]),
    PropertyVocabulary(
      language: "de",
      words: [
        "Ukraine", "Bundeswehr", "Cybersicherheit", "Politik", "Panzer", "Köln", "Groß", "Syrien",
        "Regierung", "Energiewende", "München", "Wehr", "Straße", "Präsident", "Wirtschaft", "Zoll",
      ],
      phrases: ["Europäische Union", "Vereinte Nationen", "Rotes Kreuz", "Schwarzes Meer"],
      fillers: ["der", "die", "das", "und", "in", "mit", "heute", "für", "neue", "gegen", "sagt"],
      endings: [
        "", "", "", "s", "es", "n", "en", "e", "er", "em", "in", "innen", "krieg", "sbehörde",
        "soldaten", "isch", "haftung", "schaften", "ungen", "tag",
      ],
      before: ["", "", "", "Anti-", "„", "(", "Vor", "Nicht-"]),
    PropertyVocabulary(
      language: "es",
      words: [
        "elección", "ministro", "lápiz", "senador", "francés", "España", "caña", "cana", "ley",
        "misil",
        "cañón", "año", "ataque", "Logroño",
      ],
      phrases: ["mar Rojo", "primer ministro", "Unión Europea"],
      fillers: ["el", "la", "de", "y", "en", "con", "por", "hoy", "nuevo", "según"],
      endings: ["", "", "s", "es", "a", "as", "ces", "esa", "esas", "eses", "ora", "ito", "mente"],
      before: ["", "", "", "anti-", "¿", "«", "pre"]),
    PropertyVocabulary(
      language: "pt",
      words: [
        "avião", "capitão", "animal", "papel", "farol", "fuzil", "homem", "ministro", "flor", "paz",
        "míssil", "eleição", "irmão",
      ],
      phrases: ["mar Vermelho", "União Europeia"],
      fillers: ["o", "a", "de", "e", "em", "com", "por", "hoje", "novo"],
      endings: [
        "", "", "s", "es", "ões", "ães", "ãos", "ais", "eis", "ois", "is", "ns", "a", "as",
      ],
      before: ["", "", "", "anti-", "«"]),
    PropertyVocabulary(
      language: "it",
      words: [
        "missile", "ministro", "guerra", "amico", "medico", "lago", "banca", "paga", "armadio",
        "nave",
        "Onu", "presidente", "città", "sì",
      ],
      phrases: ["mar Rosso", "primo ministro", "Unione europea"],
      fillers: ["il", "la", "di", "e", "in", "con", "per", "oggi", "nuovo", "ha"],
      endings: ["", "", "i", "a", "e", "hi", "che", "chi", "ghe", "ghi", "ci", "gi", "etto"],
      before: ["", "", "", "dell’", "l'", "all’", "anti-"]),
    PropertyVocabulary(
      language: "pl",
      words: [
        "Litwa", "Polska", "Łódź", "granica", "minister", "wojna", "rakieta", "Ukraina", "rząd",
      ],
      phrases: ["Morze Czarne", "Unia Europejska"],
      fillers: ["w", "na", "z", "i", "przez", "dla", "nowy", "jest"],
      endings: ["", "", "y", "ie", "ę", "ą", "em", "ami", "ach", "owi", "iej", "ego", "ski", "ka"],
      before: ["", "", "", "anty-", "„", "nie"]),
    PropertyVocabulary(
      language: "tr",
      words: ["İzmir", "Izmir", "Türkiye", "ışık", "seçim", "İstanbul", "Diyarbakır", "ordu"],
      phrases: ["Dışişleri Bakanı", "Kara Deniz"],
      fillers: ["ve", "bir", "ile", "için", "bu", "yeni"],
      endings: ["", "", "’de", "'nin", "de", "lar", "lı"], before: ["", "", "", "“", "anti-"]),
    PropertyVocabulary(
      language: "vi", words: ["Nga", "bán", "hoà", "thủy", "Huế", "bão", "dân", "Đảng"],
      phrases: ["Việt Nam", "Biển Đông", "Hà Nội", "Hoà Bình", "Đà Nẵng"],
      fillers: ["và", "của", "trong", "một", "ngã", "hòa", "bàn", "Biển", "Nội"],
      endings: ["", "", "", "h", "n"], before: ["", "", "", "“", "chống "]),
    PropertyVocabulary(
      language: nil,
      words: [
        "cybersécurité", "embassy", "sénateur", "ministro", "Köln", "Groß", "Izmir", "Łódź",
        "Ålesund",
        "Smørrebrød", "Reykjavík", "Þór", "Đoković", "Țepeș", "ﬁn", "naïf", "Iran", "bateau", "box",
      ],
      phrases: ["Indo-Pacifique", "Black Sea", "Côte d'Ivoire", "Abu Dhabi"],
      fillers: ["le", "the", "und", "et", "a", "in", "of", "2030", "mais"],
      endings: ["", "", "", "s", "es", "x", "e", "n", "ies", "a"],
      before: ["", "", "", "l’", "anti-", "#", "@"]),
  ]
}
