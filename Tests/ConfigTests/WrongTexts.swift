extension Wrong {
  /// Whole texts; ¶ ends a line. Under each, what is said of it.
  static let texts = rows(
    #"""

      1:1: the text is empty: expected a value
    []
      1:1: a configuration is an object, {"feeds": […], "watchlists": {…}}, found an array
    "x"
      1:1: a configuration is an object, {"feeds": […], "watchlists": {…}}, found a string
    null
      1:1: a configuration is an object, {"feeds": […], "watchlists": {…}}, found null
    {
      1:2: the text ends inside the object that begins at line 1, column 1
    {"feeds": [}
      1:12: feeds: expected a value, found '}'
    {"feeds": ["https://a.example/"], "watchlists": {"otan": ["Otan"]}
      1:67: watchlists: the text ends inside the object that begins at line 1, column 1
    {"feeds": ["https://a.example/"] "watchlists": {"otan": ["Otan"]}}
      1:33: feeds: expected ',' or '}' after a value
    {"feeds": ["https://a.example/"¶"https://b.example/"],¶"watchlists": {"otan": ["Otan"]}}
      1:32: feeds: expected ',' or ']' after a value
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan]}}
      2:25: watchlists.otan: the string that begins here has no closing quote
    {"feeds": ["https://a.example/"],¶watchlists: {"otan": ["Otan"]}}
      2:1: a key stands in double quotes: "watchlists"
    {"feeds": ["https://a.example/"],¶"watchlists" {"otan": ["Otan"]}}
      2:13: watchlists: expected ':' after the key "watchlists"
    {"feeds": ['https://a.example/'],¶"watchlists": {"otan": ["Otan"]}}
      1:12: feeds: text stands in double quotes, not in single ones
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan",,]}}
      2:32: watchlists.otan: a second comma, with nothing before it
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan"]}} x
      2:35: expected nothing after the value, found 'x'
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan\x"]}}
      2:30: watchlists.otan: \ in a string is written \\, or begins \n \t \" \uXXXX
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan\u12"]}}
      2:30: watchlists.otan: \u needs four hexadecimal digits
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["O	tan"]}}
      2:27: watchlists.otan: a tab in a string is written \t
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency": 064},¶"watchlists": {"otan": ["Otan"]}}
      2:26: fetch.concurrency: a number does not begin with 0: 064
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency": True},¶"watchlists": {"otan": ["Otan"]}}
      2:26: fetch.concurrency: True is written true
    {"feeds": ["https://a.example/"],¶"fetch": {"every": 10m},¶"watchlists": {"otan": ["Otan"]}}
      2:20: fetch.every: 10m is not a number; text stands in quotes
    {"feeds": ["https://a.example/"],¶/* "watchlists": {"otan": ["Otan"]}}
      2:1: feeds: the comment that begins here has no end
    {"feeds": ["https://a.example/"],¶# comment¶"watchlists": {"otan": ["Otan"]}}
      2:1: expected a key in double quotes or '}', found '#'
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan"]]}
      2:32: watchlists.otan: expected ',' or '}' after a value, found ']'
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan"}}
      2:31: watchlists.otan: expected ',' or ']' after a value, found '}'
    {"watchlists": {"otan": ["Otan"]}}
      1:1: feeds: it is missing: an array of feeds
    {"feeds": ["https://a.example/"]}
      1:1: watchlists: it is missing: an object of watchlists by name
    {"feeds": {"a": "https://a.example/"},¶"watchlists": ["otan"]}
      1:11: feeds: expected an array of addresses and feed objects, found an object
      2:15: watchlists: expected an object of watchlists by name, {"otan": ["Otan"]}, found an array
    {"feeds": "https://a.example/",¶"watchlists": {"otan": ["Otan"]}}
      1:11: feeds: expected an array of addresses and feed objects, found a string
    {¶  "feeds": [¶    { "url": "https://a.example/", "evry": "10m" },¶    "gopher://a.example/"¶  ],¶  "watchlists": {¶    "otan": { "any": [] }¶  },¶  "fetch": { "timeout": "5" }¶}
      3:36: feeds[0].evry: unknown key in a feed; did you mean "every"?
      4:5: feeds[1]: "gopher://a.example/": "gopher" is not supported: an address begins with "http://" or "https://"
      7:15: watchlists.otan.any: it holds no term to look for
      9:25: fetch.timeout: "5": the unit is missing: "5s", "5m", "5h" or "5d"
    {¶  "feeds": [¶    { "url": "https://a.example/", "name": "Le Monde", "tags": ["presse"] }¶  ],¶  "watchlists": {¶    "a": { "any": ["x"], "feeds": ["le monde"] },¶    "b": { "any": ["x"], "feeds": ["#press"] },¶    "c": { "any": ["x"], "feeds": ["presse"] }¶  }¶}
      6:36: watchlists.a.feeds[0]: no feed has the name or address "le monde"; did you mean "Le Monde"?
      7:36: watchlists.b.feeds[0]: no feed has the tag "press"; did you mean "#presse"?
      8:36: watchlists.c.feeds[0]: no feed is called "presse"; did you mean the tag "#presse"?
    {¶  "feeds": ["https://a.example/"]¶  "watchlists": { "otan": ["Otan"] "nato": ["NATO"] },¶  "fetch": { "timeout": 5 }¶}
      2:34: feeds: expected ',' or '}' after a value
      3:35: watchlists.otan: expected ',' or '}' after a value
      4:25: fetch.timeout: expected a duration such as "10m", found a number; with its unit and in quotes: "5s", "5m"…
    {¶  "feeds": ["https://a.example/"],¶  "watchlists": {¶    "otan": ["Otan"]¶¶
      4:21: watchlists.otan: the text ends inside the object that begins at line 3, column 17
    {¶  "feeds": ["https://a.example/],¶  "watchlists": {¶    "otan": ["Otan"]¶  }¶}
      2:13: feeds: the string that begins here has no closing quote on its line
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan"]}}¶{"feeds": []}
      3:1: expected nothing after the value, found '{'
    {"feeds": ["https://a.example/"];¶"watchlists": {"otan": ["Otan"]}}
      1:33: feeds: expected ',' or '}' after a value, found ';'
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency": NaN},¶"watchlists": {"otan": ["Otan"]}}
      2:26: fetch.concurrency: expected a value, found NaN; text stands in quotes
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency": +5},¶"watchlists": {"otan": ["Otan"]}}
      2:26: fetch.concurrency: a number begins with a digit or '-'
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency": 0x10},¶"watchlists": {"otan": ["Otan"]}}
      2:26: fetch.concurrency: 0x10 is not a number; text stands in quotes
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency": },¶"watchlists": {"otan": ["Otan"]}}
      2:26: fetch.concurrency: expected a value, found '}'
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency"},¶"watchlists": {"otan": ["Otan"]}}
      2:24: fetch.concurrency: expected ':' after the key "concurrency"
    {"feeds": ["https://a.example/"],¶"fetch": {"concurrency" = 5},¶"watchlists": {"otan": ["Otan"]}}
      2:24: fetch.concurrency: expected ':' after the key "concurrency"
    {"feeds": ["https://a.example/"],¶"fetch": {"allow_private_addresses": yes},¶"watchlists": {"otan": ["Otan"]}}
      2:38: fetch.allow_private_addresses: yes is not JSON: write true or false
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": [Otan, NATO]}}
      2:25: watchlists.otan: expected a value, found Otan; text stands in quotes
    {"feeds": ["https://a.example/"],¶"watchlists": {'otan': ["Otan"]}}
      2:16: watchlists: expected a key in double quotes or '}', found a single quote
    {"feeds": [,"https://a.example/"],¶"watchlists": {"otan": ["Otan"]}}
      1:12: feeds: expected a value before the comma
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan"], /* }}
      2:34: watchlists.otan: the comment that begins here has no end
    {"feeds": ["https://a.example/"],¶"watchlists": {"otan": ["Otan"]}, / x }
      2:35: watchlists: a comment begins with // or /*
    feeds:¶  - https://a.example/
      1:1: expected a value, found feeds; text stands in quotes
    <config/>
      1:1: expected a value, found '<'
    """#)
}
