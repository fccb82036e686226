extension Wrong {
  /// Members of `watchlists`, which stand in line 6. Under each, what is said of it.
  static let watchlists = rows(
    #"""
    "otan": []
      6:1: watchlists.otan: it holds no term
    "otan": "Otan"
      6:9: watchlists.otan: expected an array of terms or an object, found a string
    "otan": 5
      6:9: watchlists.otan: expected an array of terms or an object, found a number
    "otan": [5]
      6:10: watchlists.otan[0]: expected a term in quotes, found a number
    "otan": [""]
      6:10: watchlists.otan[0]: a term is not empty
    "otan": ["Otan", " "]
      6:18: watchlists.otan[1]: a term is not empty
    "otan": [["Otan"]]
      6:10: watchlists.otan[0]: expected a term in quotes, found an array
    "otan": {}
      6:1: watchlists.otan: it has no term to look for: "any", "all", "weights" or "file" is needed
    "otan": {"any": []}
      6:10: watchlists.otan.any: it holds no term to look for
    "otan": {"any": "Otan"}
      6:17: watchlists.otan.any: expected an array of terms, found a string
    "otan": {"none": ["x"]}
      6:1: watchlists.otan: it has no term to look for: "any", "all", "weights" or "file" is needed
    "otan": {"any": [""]}
      6:18: watchlists.otan.any[0]: a term is not empty
    "otan": {"terms": ["Otan"]}
      6:10: watchlists.otan.terms: unknown key in a watchlist; did you mean "any"?
    "otan": {"amy": ["Otan"]}
      6:10: watchlists.otan.amy: unknown key in a watchlist; did you mean "any"?
    "otan": {"any": ["Otan"], "all": ["x"]}
      6:35: watchlists.otan.all[0]: expected a group, which is an array of terms as in [["a", "b"], ["c"]], found a string
    "otan": {"all": []}
      6:10: watchlists.otan.all: it holds no term to look for
    "otan": {"all": [[]]}
      6:18: watchlists.otan.all[0]: this group holds no term
    "otan": {"all": [["x"], []]}
      6:25: watchlists.otan.all[1]: this group holds no term
    "otan": {"all": "x"}
      6:17: watchlists.otan.all: expected an array of groups of terms, found a string
    "otan": {"any": ["x"], "none": "y"}
      6:32: watchlists.otan.none: expected an array of terms, found a string
    "otan": {"weights": {"x": 1}}
      6:10: watchlists.otan.weights: it needs "threshold", which they must reach
    "otan": {"any": ["x"], "threshold": 2}
      6:24: watchlists.otan.threshold: it needs "weights", an object of numbers by term
    "otan": {"weights": {"x": 1}, "threshold": 2}
      6:44: watchlists.otan.threshold: the weights add up to 1, so 2 is never reached
    "otan": {"weights": {"x": 0}, "threshold": 2}
      6:27: watchlists.otan.weights.x: a weight is above 0 and at most 1000000000, not 0
    "otan": {"weights": {"x": -1, "y": 3}, "threshold": 2}
      6:27: watchlists.otan.weights.x: a weight is above 0 and at most 1000000000, not -1; a term in "none" vetoes
    "otan": {"weights": {"x": "1"}, "threshold": 1}
      6:27: watchlists.otan.weights.x: expected a number above 0, found a string
    "otan": {"weights": {"": 1}, "threshold": 1}
      6:22: watchlists.otan.weights."": a term is not empty
    "otan": {"weights": {}, "threshold": 1}
      6:10: watchlists.otan.weights: it holds no term to look for
    "otan": {"weights": ["x"], "threshold": 1}
      6:21: watchlists.otan.weights: expected an object of numbers by term, found an array
    "otan": {"weights": {"x": 1}, "threshold": "1"}
      6:44: watchlists.otan.threshold: expected a number above 0, found a string
    "otan": {"weights": {"x": 1}, "threshold": 0}
      6:44: watchlists.otan.threshold: a threshold is above 0 and at most 1000000000, not 0
    "otan": {"weights": {"x": 1e999}, "threshold": 1}
      6:27: watchlists.otan.weights.x: a weight is above 0 and at most 1000000000, not 1e999
    "otan": {"any": ["x"], "fields": ["titel"]}
      6:35: watchlists.otan.fields[0]: "titel" is no field: expected "title", "summary" or "content"; did you mean "title"?
    "otan": {"any": ["x"], "fields": []}
      6:34: watchlists.otan.fields: it names no field; leave the key out to look in all
    "otan": {"any": ["x"], "fields": "title"}
      6:34: watchlists.otan.fields: expected an array of title, summary and content, found a string
    "otan": {"any": ["x"], "fields": ["body"]}
      6:35: watchlists.otan.fields[0]: "body" is no field: expected "title", "summary" or "content"
    "otan": {"any": ["x"], "feeds": ["#fr"]}
      6:34: watchlists.otan.feeds[0]: no feed has the tag "fr"
    "otan": {"any": ["x"], "feeds": ["Le Monde"]}
      6:34: watchlists.otan.feeds[0]: no feed has the name or address "Le Monde"
    "otan": {"any": ["x"], "feeds": ["https://b.example/rss"]}
      6:34: watchlists.otan.feeds[0]: no feed has the name or address "https://b.example/rss"; did you mean "https://a.example/rss"?
    "otan": {"any": ["x"], "feeds": []}
      6:33: watchlists.otan.feeds: it names no feed; leave the key out to read all
    "otan": {"any": ["x"], "feeds": "#fr"}
      6:33: watchlists.otan.feeds: expected an array of strings, found a string
    "otan": {"any": ["x"], "feeds": ["#"]}
      6:34: watchlists.otan.feeds[0]: "#" is no tag
    "otan": {"any": ["x"], "languages": ["french"]}
      6:38: watchlists.otan.languages[0]: "french": it is no language tag; did you mean "fr"?
    "otan": {"any": ["x"], "languages": "fr"}
      6:37: watchlists.otan.languages: expected an array of strings, found a string
    "otan": {"any": ["x"], "languages": []}
      6:37: watchlists.otan.languages: it names no language; leave the key out to read all
    "otan": {"any": ["x"], "languages": [""]}
      6:38: watchlists.otan.languages[0]: it is empty
    "otan": {"any": ["x"], "file": "missing.txt"}
      6:32: watchlists.otan.file: "missing.txt" cannot be read: No such file or directory
    "otan": {"any": ["x"], "file": ""}
      6:32: watchlists.otan.file: it is empty: expected a path in quotes, or leave the key out
    "otan": {"any": ["x"], "file": "."}
      6:32: watchlists.otan.file: "." cannot be read: Is a directory
    "otan": {"any": ["x"], "file": "~/terms.txt"}
      6:32: watchlists.otan.file: ~ is not expanded: write the path in full
    "otan": {"any": ["x"], "file": ["a.txt"]}
      6:32: watchlists.otan.file: expected a path in quotes, found an array
    "otan": {"any": ["x"], "exclude": ["y"]}
      6:24: watchlists.otan.exclude: unknown key in a watchlist; did you mean "none"?
    "otan": {"any": ["x"], "every": "10m"}
      6:24: watchlists.otan.every: unknown key in a watchlist; "every" belongs in a feed or fetch
    "alerts": ["x"]
      6:1: watchlists.alerts: this name is reserved: alerts.log has another job
    "Coverage": ["x"]
      6:1: watchlists.Coverage: this name is reserved: coverage.log has another job
    "": ["x"]
      6:1: watchlists."": a watchlist has a name
    "o\ntan": ["x"]
      6:1: watchlists."o\ntan": "o\ntan": a name has no control character in it
    "otan": ["x"], "otan": ["y"]
      6:16: watchlists.otan: this key stands twice; the first is at line 6, column 1

      5:1: watchlists: it holds no watchlist
    "otan": {"any": ["x"], "fields": ["title", 3]}
      6:44: watchlists.otan.fields[1]: expected a string, found a number
    "otan": {"none": ["x"], "feeds": ["#fr"]}
      6:1: watchlists.otan: it has no term to look for: "any", "all", "weights" or "file" is needed
      6:35: watchlists.otan.feeds[0]: no feed has the tag "fr"
    "otan": {"any": ["x"], "weights": {"y": 1, "y": 2}, "threshold": 3}
      6:44: watchlists.otan.weights.y: this key stands twice; the first is at line 6, column 36
    "otan": {"any": ["x"], "any": ["y"]}
      6:24: watchlists.otan.any: this key stands twice; the first is at line 6, column 10
    "otan": null
      6:9: watchlists.otan: expected an array of terms or an object, found null
    "otan": ["x", null]
      6:15: watchlists.otan[1]: expected a term in quotes, found null
    """#)
}
