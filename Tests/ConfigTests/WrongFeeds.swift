extension Wrong {
  /// Elements of `feeds`, which stand in line 3. Under each, what is said of it.
  static let feeds = rows(
    #"""
    "ftp://a.example/rss"
      3:1: feeds[0]: "ftp://a.example/rss": "ftp" is not supported: an address begins with "http://" or "https://"
    "www.lemonde.fr/rss.xml"
      3:1: feeds[0]: "www.lemonde.fr/rss.xml": an address begins with "http://" or "https://"
    "feed://a.example/rss"
      3:1: feeds[0]: "feed://a.example/rss": "feed" is not supported: an address begins with "http://" or "https://"
    "htp://a.example/rss"
      3:1: feeds[0]: "htp://a.example/rss": "htp" is not supported: an address begins with "http://" or "https://"; did you mean "http"?
    "https://"
      3:1: feeds[0]: "https://": the host is missing
    "https:///rss"
      3:1: feeds[0]: "https:///rss": the host is missing
    "https://a.example/le monde"
      3:1: feeds[0]: "https://a.example/le monde": an address has no space in it: write %20
    "https://a.example/\u0001x"
      3:1: feeds[0]: "https://a.example/\u0001x": an address does not hold "\u0001"
    "https://user:secret@a.example/rss"
      3:1: feeds[0]: a user name or password does not stand in an address: write "auth": {"user": …, "credential": NAME}
    "ftp://user:secret@a.example/rss"
      3:1: feeds[0]: a user name or password does not stand in an address: write "auth": {"user": …, "credential": NAME}
    "user:secret@a.example/rss"
      3:1: feeds[0]: a user name or password does not stand in an address: write "auth": {"user": …, "credential": NAME}
    "https://user:se cret@a.example/rss"
      3:1: feeds[0]: a user name or password does not stand in an address: write "auth": {"user": …, "credential": NAME}
    "https://user@a.example/rss"
      3:1: feeds[0]: a user name or password does not stand in an address: write "auth": {"user": …, "credential": NAME}
    "https://a.example:99999/rss"
      3:1: feeds[0]: "https://a.example:99999/rss": "99999" is no port: expected 1 to 65535
    "https://a.example:0/rss"
      3:1: feeds[0]: "https://a.example:0/rss": "0" is no port: expected 1 to 65535
    "https://a.example:http/rss"
      3:1: feeds[0]: "https://a.example:http/rss": "http" is no port: expected 1 to 65535
    "https://a..example/rss"
      3:1: feeds[0]: "https://a..example/rss": "a..example" is no host name
    "https://[::1/rss"
      3:1: feeds[0]: "https://[::1/rss": "[::1" is no host name
    "https://-a.example/"
      3:1: feeds[0]: "https://-a.example/": "-a.example" is no host name
    "https://…"
      3:1: feeds[0]: "https://…": "…" is no host name
    ""
      3:1: feeds[0]: it is empty: expected an address
    "  "
      3:1: feeds[0]: it is empty: expected an address
    5
      3:1: feeds[0]: expected an address or a feed object, found a number
    null
      3:1: feeds[0]: expected an address or a feed object, found null
    ["https://a.example/"]
      3:1: feeds[0]: expected an address or a feed object, found an array
    {}
      3:1: feeds[0].url: it is missing: a feed has an address
    {"name": "x"}
      3:1: feeds[0].url: it is missing: a feed has an address
    {"url": 5}
      3:9: feeds[0].url: expected an address, found a number
    {"url": ""}
      3:9: feeds[0].url: it is empty: expected an address
    {"url": "https://a.example/", "nmae": "x"}
      3:31: feeds[0].nmae: unknown key in a feed; did you mean "name"?
    {"url": "https://a.example/", "Name": "x"}
      3:31: feeds[0].Name: unknown key in a feed; did you mean "name"?
    {"url": "https://a.example/", "interval": "10m"}
      3:31: feeds[0].interval: unknown key in a feed; did you mean "every"?
    {"url": "https://a.example/", "timeout": "10s"}
      3:31: feeds[0].timeout: unknown key in a feed; "timeout" belongs in fetch
    {"url": "https://a.example/", "min_every": "10s"}
      3:31: feeds[0].min_every: unknown key in a feed; "min_every" belongs in fetch
    {"url": "https://a.example/", "password": "x"}
      3:31: feeds[0].password: unknown key in a feed: secrets never stand in the configuration; write "auth": {"user": …, "credential": NAME}, where NAME is a file that holds it
    {"url": "https://a.example/", "credential": "x"}
      3:31: feeds[0].credential: unknown key in a feed; "credential" belongs in auth
    {"url": "https://a.example/", "zzzzzz": "x"}
      3:31: feeds[0].zzzzzz: unknown key in a feed; known are url, name, every, tags, language, backfill, enabled, auth, headers, proxy, note
    {"url": "https://a.example/", "every": "1m"}
      3:40: feeds[0].every: "1m" is below fetch.min_every, which is "5m": raise it, or lower fetch.min_every, down to "1s"
    {"url": "https://a.example/", "every": "10 m"}
      3:40: feeds[0].every: "10 m": a duration has no space in it; did you mean "10m"?
    {"url": "https://a.example/", "every": "10"}
      3:40: feeds[0].every: "10": the unit is missing: "10s", "10m", "10h" or "10d"
    {"url": "https://a.example/", "every": 10}
      3:40: feeds[0].every: expected "auto" or a duration such as "10m", found a number; with its unit and in quotes: "10s", "10m"…
    {"url": "https://a.example/", "every": "10min"}
      3:40: feeds[0].every: "10min": "min" is no unit; did you mean "10m"?
    {"url": "https://a.example/", "every": "10M"}
      3:40: feeds[0].every: "10M": "M" is no unit; did you mean "10m"?
    {"url": "https://a.example/", "every": "1.5h"}
      3:40: feeds[0].every: "1.5h": a duration has no fraction: write "1h30m" for one hour and a half
    {"url": "https://a.example/", "every": "-10m"}
      3:40: feeds[0].every: "-10m": a duration is not negative
    {"url": "https://a.example/", "every": "0s"}
      3:40: feeds[0].every: "0s" is out of range: expected 1s to 365d
    {"url": "https://a.example/", "every": "30m1h"}
      3:40: feeds[0].every: "30m1h": larger units stand first, each once, as in "1h30m"
    {"url": "https://a.example/", "every": "1h1h"}
      3:40: feeds[0].every: "1h1h": larger units stand first, each once, as in "1h30m"
    {"url": "https://a.example/", "every": "99999999999999999999d"}
      3:40: feeds[0].every: "99999999999999999999d": it is too large
    {"url": "https://a.example/", "every": "106751991167301d"}
      3:40: feeds[0].every: "106751991167301d": it is too large
    {"url": "https://a.example/", "every": "9000d"}
      3:40: feeds[0].every: "9000d" is out of range: expected 1s to 365d
    {"url": "https://a.example/", "every": "aut"}
      3:40: feeds[0].every: "aut": did you mean "auto"?
    {"url": "https://a.example/", "every": "always"}
      3:40: feeds[0].every: "always": it is no duration such as "90s", "10m", "1h30m" or "7d"
    {"url": "https://a.example/", "every": ""}
      3:40: feeds[0].every: it is empty: expected "auto" or a duration such as "10m", or leave the key out
    {"url": "https://a.example/", "every": "1w"}
      3:40: feeds[0].every: "1w": "w" is no unit; did you mean "7d"?
    {"url": "https://a.example/", "every": "1h30"}
      3:40: feeds[0].every: "1h30": the unit is missing: "1h30s" or "1h30m"
    {"url": "https://a.example/", "backfill": "al"}
      3:43: feeds[0].backfill: "al": did you mean "all"?
    {"url": "https://a.example/", "backfill": "24"}
      3:43: feeds[0].backfill: "24": the unit is missing: "24s", "24m", "24h" or "24d"
    {"url": "https://a.example/", "backfill": true}
      3:43: feeds[0].backfill: expected "all" or a duration such as "10m", found true
    {"url": "https://a.example/", "name": ""}
      3:39: feeds[0].name: it is empty: expected a string, or leave the key out
    {"url": "https://a.example/", "name": 12}
      3:39: feeds[0].name: expected a string, found a number
    {"url": "https://a.example/", "name": "a\nb"}
      3:39: feeds[0].name: "a\nb": a name has no control character in it
    {"url": "https://a.example/", "name": "#fr"}
      3:39: feeds[0].name: a feed's name does not begin with #, as tags do
    {"url": "https://a.example/", "tags": "fr"}
      3:39: feeds[0].tags: expected an array of strings, found a string
    {"url": "https://a.example/", "tags": ["fr", 3]}
      3:46: feeds[0].tags[1]: expected a string, found a number
    {"url": "https://a.example/", "tags": ["fr", ""]}
      3:46: feeds[0].tags[1]: it is empty
    {"url": "https://a.example/", "tags": ["#fr"]}
      3:40: feeds[0].tags[0]: "#fr": here a tag has no #; watchlists choose it by "#tag"
    {"url": "https://a.example/", "language": "french"}
      3:43: feeds[0].language: "french": it is no language tag; did you mean "fr"?
    {"url": "https://a.example/", "language": "fr_FR"}
      3:43: feeds[0].language: "fr_FR": a language tag has hyphens; did you mean "fr-FR"?
    {"url": "https://a.example/", "language": "jp"}
      3:43: feeds[0].language: "jp": it is no language tag; did you mean "ja"?
    {"url": "https://a.example/", "language": "xx"}
      3:43: feeds[0].language: "xx": "xx" is no language of ISO 639
    {"url": "https://a.example/", "language": ""}
      3:43: feeds[0].language: it is empty: expected a string, or leave the key out
    {"url": "https://a.example/", "language": "fr-"}
      3:43: feeds[0].language: "fr-": it is no language tag such as "fr" or "fr-CA"
    {"url": "https://a.example/", "language": ["fr"]}
      3:43: feeds[0].language: expected a string, found an array
    {"url": "https://a.example/", "language": "f"}
      3:43: feeds[0].language: "f": it is no language tag such as "fr" or "fr-CA"
    {"url": "https://a.example/", "enabled": "true"}
      3:42: feeds[0].enabled: expected true or false, found a string; write it without quotes
    {"url": "https://a.example/", "enabled": 1}
      3:42: feeds[0].enabled: expected true or false, found a number
    {"url": "https://a.example/", "headers": ["X: y"]}
      3:42: feeds[0].headers: expected an object, found an array
    {"url": "https://a.example/", "headers": {"X-A": "a\r\nHost: b"}}
      3:50: feeds[0].headers.X-A: a header field has no line break or control character in it
    {"url": "https://a.example/", "headers": {"X-A\r\nHost": "b"}}
      3:43: feeds[0].headers."X-A\r\nHost": a header field's name holds letters, digits and - only
    {"url": "https://a.example/", "headers": {"Host": "b"}}
      3:43: feeds[0].headers.Host: this header field is set by the program itself
    {"url": "https://a.example/", "headers": {"content-length": "5"}}
      3:43: feeds[0].headers.content-length: this header field is set by the program itself
    {"url": "https://a.example/", "headers": {"Authorization": "Bearer abc"}}
      3:43: feeds[0].headers.Authorization: secrets never stand in the configuration: write "auth" with a "credential"
    {"url": "https://a.example/", "headers": {"Cookie": "a=b"}}
      3:43: feeds[0].headers.Cookie: secrets never stand in the configuration: write "auth" with a "credential"
    {"url": "https://a.example/", "headers": {"X A": "b"}}
      3:43: feeds[0].headers."X A": a header field's name holds letters, digits and - only
    {"url": "https://a.example/", "headers": {"": "b"}}
      3:43: feeds[0].headers."": a header field has a name
    {"url": "https://a.example/", "headers": {"X-A": 5}}
      3:50: feeds[0].headers.X-A: expected a string, found a number
    {"url": "https://a.example/", "headers": {"X-A": "1", "x-a": "2"}}
      3:55: feeds[0].headers.x-a: this header field stands twice
    {"url": "https://a.example/", "proxy": "ftp://p.example"}
      3:40: feeds[0].proxy: "ftp://p.example": "ftp" is not supported: an address begins with "http://", "https://", "socks5://" or "socks5h://"
    {"url": "https://a.example/", "proxy": "p.example:3128"}
      3:40: feeds[0].proxy: "p.example:3128": an address begins with "http://", "https://", "socks5://" or "socks5h://"
    {"url": "https://a.example/", "proxy": "http://u:p@p.example:3128"}
      3:40: feeds[0].proxy: a user name or password does not stand in an address: secrets never stand in the configuration
    {"url": "https://a.example/", "proxy": ""}
      3:40: feeds[0].proxy: it is empty: expected a string, or leave the key out
    {"url": "https://a.example/", "proxy": "http://p.example/x"}
      3:40: feeds[0].proxy: a proxy's address has no path
    {"url": "https://a.example/", "auth": "user:pass"}
      3:39: feeds[0].auth: expected an object, found a string
    {"url": "https://a.example/", "auth": {"user": "x"}}
      3:39: feeds[0].auth.credential: it is missing: the name of the file that holds the secret
    {"url": "https://a.example/", "auth": {"user": "x", "password": "y"}}
      3:39: feeds[0].auth.credential: it is missing: the name of the file that holds the secret
      3:53: feeds[0].auth.password: unknown key in auth: secrets never stand in the configuration; write "auth": {"user": …, "credential": NAME}, where NAME is a file that holds it
    {"url": "https://a.example/", "auth": {"token": "y"}}
      3:39: feeds[0].auth.credential: it is missing: the name of the file that holds the secret
      3:40: feeds[0].auth.token: unknown key in auth: secrets never stand in the configuration; write "auth": {"user": …, "credential": NAME}, where NAME is a file that holds it
    {"url": "https://a.example/", "auth": {"user": "x:y", "credential": "c"}}
      3:48: feeds[0].auth.user: a user's name has no colon: the password stands in the credential's file
    {"url": "https://a.example/", "auth": {"user": "", "credential": "c"}}
      3:48: feeds[0].auth.user: it is empty: expected a string, or leave the key out
    {"url": "https://a.example/", "auth": {"user": "x", "credential": ""}}
      3:67: feeds[0].auth.credential: it is empty: expected a string
    {"url": "https://a.example/", "auth": {"user": "x", "credential": ".."}}
      3:67: feeds[0].auth.credential: ".." is no name of a credential
    {"url": "https://a.example/", "auth": {"username": "x", "credential": "c"}}
      3:40: feeds[0].auth.username: unknown key in auth; did you mean "user"?
    {"url": "https://a.example/", "note": 5}
      3:39: feeds[0].note: expected a string, found a number
    {"url": "https://a.example/", "url": "https://b.example/"}
      3:31: feeds[0].url: this key stands twice; the first is at line 3, column 2
    "https://a.example/", "https://a.example/"
      3:23: feeds[1]: "https://a.example/" stands twice; the first is at line 3, column 1
    "https://a.example/", "HTTPS://A.example:443"
      3:23: feeds[1]: "HTTPS://A.example:443" stands twice; the first is at line 3, column 1
    {"url": "https://a.example/", "name": "A"}, {"url": "https://b.example/", "name": "A"}
      3:83: feeds[1].name: "A" is the name of two feeds; the first is at line 3, column 39

      2:1: feeds: it holds no feed
    {"url": "https://a.example/", "every": "0m"}
      3:40: feeds[0].every: "0m" is out of range: expected 1s to 365d
    {"url": "https://a.example/", "every": "500ms"}
      3:40: feeds[0].every: "500ms": "ms" is no unit: the units are s, m, h and d
    {"url": "https://a.example/", "every": "366d"}
      3:40: feeds[0].every: "366d" is out of range: expected 1s to 365d
    {"url": "https://a.example/", "every": "10m "}
      3:40: feeds[0].every: "10m ": a duration has no space in it; did you mean "10m"?
    {"url": "https://a.example/", "every": null}
      3:40: feeds[0].every: expected "auto" or a duration such as "10m", found null: leave the key out instead
    {"url": "https://a.example/", "auth": {"user": "x", "credential": "a\u0000b"}}
      3:67: feeds[0].auth.credential: a path has no control character in it
    "https://a.example/\ud800"
      3:1: feeds[0]: "https://a.example/�": an address does not hold "�"
    {"url": "javascript:alert(1)"}
      3:9: feeds[0].url: "javascript:alert(1)": an address begins with "http://" or "https://"
    {"url": "file:///etc/passwd"}
      3:9: feeds[0].url: "file:///etc/passwd": "file" is not supported: an address begins with "http://" or "https://"
    {"url": "https://a.example/", "every": "1m", "nmae": "x", "language": "french"}
      3:40: feeds[0].every: "1m" is below fetch.min_every, which is "5m": raise it, or lower fetch.min_every, down to "1s"
      3:46: feeds[0].nmae: unknown key in a feed; did you mean "name"?
      3:71: feeds[0].language: "french": it is no language tag; did you mean "fr"?
    """#)
}
