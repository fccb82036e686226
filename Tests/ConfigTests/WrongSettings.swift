extension Wrong {
  /// Members of the whole, which stand in line 8. Under each, what is said of it.
  static let settings = rows(
    #"""
    "alert": {}
      8:1: alert: unknown key in the configuration; did you mean "alerts"?
    "Alerts": {}
      8:1: Alerts: unknown key in the configuration; did you mean "alerts"?
    "fetchs": {}
      8:1: fetchs: unknown key in the configuration; did you mean "fetch"?
    "every": "10m"
      8:1: every: unknown key in the configuration; "every" belongs in a feed or fetch
    "logs": {}
      8:1: logs: unknown key in the configuration; did you mean "alerts"?
    "alerts": {"directory": ""}
      8:25: alerts.directory: it is empty: expected a path in quotes, or leave the key out
    "alerts": {"directory": 5}
      8:25: alerts.directory: expected a path in quotes, found a number
    "alerts": {"directory": "a\u0000b"}
      8:25: alerts.directory: a path has no control character in it
    "alerts": {"format": "xml"}
      8:22: alerts.format: expected "json", "text" or "both", found "xml"
    "alerts": {"format": "JSON"}
      8:22: alerts.format: expected "json", "text" or "both", found "JSON"; did you mean "json"?
    "alerts": {"format": true}
      8:22: alerts.format: expected "json", "text" or "both", found true
    "alerts": {"per_watchlist": "yes"}
      8:29: alerts.per_watchlist: expected true or false, found a string; write it without quotes
    "alerts": {"journal": 1}
      8:23: alerts.journal: expected true or false, found a number
    "alerts": []
      8:11: alerts: expected an object, found an array
    "alerts": {"dir": "x"}
      8:12: alerts.dir: unknown key in alerts; did you mean "directory"?
    "alerts": null
      8:11: alerts: expected an object, found null
    "state": ""
      8:10: state: it is empty: expected a path in quotes, or leave the key out
    "state": {"file": "x"}
      8:10: state: expected a path in quotes, found an object
    "state": "x/"
      8:10: state: "x/" is a folder: expected the path of a file, such as "guetteur.db"
    "state": "."
      8:10: state: "." is a folder: expected the path of a file, such as "guetteur.db"
    "archive": {"keep": "90"}
      8:21: archive.keep: "90": the unit is missing: "90s", "90m", "90h" or "90d"
    "archive": {"keep": "-1d"}
      8:21: archive.keep: "-1d": a duration is not negative
    "archive": {"keep": 90}
      8:21: archive.keep: expected a duration such as "10m", found a number; with its unit and in quotes: "90s", "90m"…
    "archive": {"max_bytes": "10"}
      8:26: archive.max_bytes: "10": the unit is missing: "10B", "10KB", "10MB"…
    "archive": {"max_bytes": 1000}
      8:26: archive.max_bytes: expected a size such as "20MB", found a number; with its unit and in quotes: "1000B"
    "archive": {"max_bytes": "1 GB"}
      8:26: archive.max_bytes: "1 GB": a size has no space in it; did you mean "1GB"?
    "archive": {"max_bytes": "99999999999999999999GB"}
      8:26: archive.max_bytes: "99999999999999999999GB": it is too large
    "archive": {"max_bytes": "9223372036854775807GB"}
      8:26: archive.max_bytes: "9223372036854775807GB": it is too large
    "archive": {"days": 90}
      8:13: archive.days: unknown key in archive; did you mean "keep"?
    "metrics": {"file": 5}
      8:21: metrics.file: expected a path in quotes, found a number
    "metrics": "x"
      8:12: metrics: expected an object, found a string
    "metrics": {"path": "x"}
      8:13: metrics.path: unknown key in metrics; did you mean "file"?
    "fetch": {"every": "1m"}
      8:20: fetch.every: "1m" is below fetch.min_every, which is "5m": raise it, or lower fetch.min_every, down to "1s"
    "fetch": {"every": "10m", "min_every": "1h"}
      8:20: fetch.every: "10m" is below fetch.min_every, which is "1h": raise it, or lower fetch.min_every, down to "1s"
    "fetch": {"min_every": "0s"}
      8:24: fetch.min_every: "0s" is out of range: expected 1s to 365d
    "fetch": {"min_every": "auto"}
      8:24: fetch.min_every: "auto": it is no duration such as "90s", "10m", "1h30m" or "7d"
    "fetch": {"min_every": "5"}
      8:24: fetch.min_every: "5": the unit is missing: "5s", "5m", "5h" or "5d"
    "fetch": {"timeout": "0s"}
      8:22: fetch.timeout: "0s" is out of range: expected 1s to 1h
    "fetch": {"timeout": "2d"}
      8:22: fetch.timeout: "2d" is out of range: expected 1s to 1h
    "fetch": {"timeout": 30}
      8:22: fetch.timeout: expected a duration such as "10m", found a number; with its unit and in quotes: "30s", "30m"…
    "fetch": {"max_bytes": "20MO"}
      8:24: fetch.max_bytes: "20MO": "MO" is no unit; did you mean "20MB"?
    "fetch": {"max_bytes": "20mb"}
      8:24: fetch.max_bytes: "20mb": "mb" is no unit; did you mean "20MB"?
    "fetch": {"max_bytes": "20M"}
      8:24: fetch.max_bytes: "20M": "M" is no unit; did you mean "20MB"?
    "fetch": {"max_bytes": "0B"}
      8:24: fetch.max_bytes: "0B" is out of range: expected 1B to 1GB
    "fetch": {"max_bytes": "1.5GB"}
      8:24: fetch.max_bytes: "1.5GB": a size has no fraction: write "1500KB" for 1.5 MB
    "fetch": {"max_bytes": "-20MB"}
      8:24: fetch.max_bytes: "-20MB": a size is not negative
    "fetch": {"max_bytes": 20000000}
      8:24: fetch.max_bytes: expected a size such as "20MB", found a number; with its unit and in quotes: "20000000B"
    "fetch": {"concurrency": 0}
      8:26: fetch.concurrency: expected a whole number in 1…1000, found 0
    "fetch": {"concurrency": -1}
      8:26: fetch.concurrency: expected a whole number in 1…1000, found -1
    "fetch": {"concurrency": 1.5}
      8:26: fetch.concurrency: expected a whole number in 1…1000, found 1.5
    "fetch": {"concurrency": 100000}
      8:26: fetch.concurrency: expected a whole number in 1…1000, found 100000
    "fetch": {"concurrency": "64"}
      8:26: fetch.concurrency: expected a whole number, found a string; write it without quotes
    "fetch": {"concurrency": 99999999999999999999}
      8:26: fetch.concurrency: expected a whole number in 1…1000, found 99999999999999999999
    "fetch": {"per_host": 0}
      8:23: fetch.per_host: expected a whole number in 1…1000, found 0
    "fetch": {"host_delay": "-1s"}
      8:25: fetch.host_delay: "-1s": a duration is not negative
    "fetch": {"host_delay": 1}
      8:25: fetch.host_delay: expected a duration such as "10m", found a number; with its unit and in quotes: "1s", "1m"…
    "fetch": {"contact": "nobody"}
      8:22: fetch.contact: "nobody" is no web or mail address: expected "https://…" or "name@example.org", in ASCII
    "fetch": {"contact": ""}
      8:22: fetch.contact: it is empty: expected a string, or leave the key out
    "fetch": {"contact": "a\nb@c.example"}
      8:22: fetch.contact: "a\nb@c.example" is no web or mail address: expected "https://…" or "name@example.org", in ASCII
    "fetch": {"contact": "ftp://a.example"}
      8:22: fetch.contact: "ftp://a.example" is no web or mail address: expected "https://…" or "name@example.org", in ASCII
    "fetch": {"proxy": "socks4://p:1"}
      8:20: fetch.proxy: "socks4://p:1": "socks4" is not supported: an address begins with "http://", "https://", "socks5://" or "socks5h://"; did you mean "socks5"?
    "fetch": {"ca_file": "missing.pem"}
      8:22: fetch.ca_file: "missing.pem" cannot be read: No such file or directory
    "fetch": {"allow_private_addresses": "no"}
      8:38: fetch.allow_private_addresses: expected true or false, found a string; write it without quotes
    "fetch": {"allow_private": true}
      8:11: fetch.allow_private: unknown key in fetch; did you mean "allow_private_addresses"?
    "fetch": {"backfill": "1y"}
      8:23: fetch.backfill: "1y": "y" is no unit: the units are s, m, h and d
    "fetch": {"user_agent": "x"}
      8:11: fetch.user_agent: unknown key in fetch; did you mean "contact"?
    "fetch": {"concurency": 5}
      8:11: fetch.concurency: unknown key in fetch; did you mean "concurrency"?
    "fetch": {"timeout": "10s", "timeout": "20s"}
      8:29: fetch.timeout: this key stands twice; the first is at line 8, column 11
    "fetch": {"password": "x"}
      8:11: fetch.password: unknown key in fetch: secrets never stand in the configuration; write "auth": {"user": …, "credential": NAME}, where NAME is a file that holds it
    "$schema": 5
      8:12: $schema: expected a string, found a number
    "note": {}
      8:9: note: expected a string, found an object
    "feeds": []
      8:1: feeds: this key stands twice; the first is at line 2, column 1
    "fetch": {"timeout": "1h1s"}
      8:22: fetch.timeout: "1h1s" is out of range: expected 1s to 1h
    "fetch": {"host_delay": "2h"}
      8:25: fetch.host_delay: "2h" is out of range: expected 0s to 1h
    "fetch": {"max_bytes": "10GB"}
      8:24: fetch.max_bytes: "10GB" is out of range: expected 1B to 1GB
    "fetch": {"max_bytes": "20"}
      8:24: fetch.max_bytes: "20": the unit is missing: "20B", "20KB", "20MB"…
    "fetch": {"max_bytes": "MB"}
      8:24: fetch.max_bytes: "MB": it is no size such as "20MB"
    "fetch": {"allow_private_addresses": null}
      8:38: fetch.allow_private_addresses: expected true or false, found null: leave the key out instead
    "fetch": {"min_every": "5m", "every": "4m59s"}
      8:39: fetch.every: "4m59s" is below fetch.min_every, which is "5m": raise it, or lower fetch.min_every, down to "1s"
    "fetch": {"ca_file": "/dev/null"}
      8:22: fetch.ca_file: "/dev/null" cannot be read: it is no regular file
    "archive": {"keep": "40000d"}
      8:21: archive.keep: "40000d" is out of range: expected 0s to 36500d
    "archive": {"max_bytes": "10B"}
      8:26: archive.max_bytes: "10B" is out of range: expected 1KB to 100TB
    "metrics": {"file": ""}
      8:21: metrics.file: it is empty: expected a path in quotes, or leave the key out
    "state": "~/guetteur.db"
      8:10: state: ~ is not expanded: write the path in full
    "feed": []
      8:1: feed: unknown key in the configuration; did you mean "feeds"?
    "watchlist": {}
      8:1: watchlist: unknown key in the configuration; did you mean "watchlists"?
    "Note": "x"
      8:1: Note: unknown key in the configuration; did you mean "note"?
    """#)
}
