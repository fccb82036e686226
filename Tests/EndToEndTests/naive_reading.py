#!/usr/bin/env python3
"""What a naive reader finds in a folder of feeds: no code shared with the program.

naive_reading.py FOLDER: prints one line FILE<TAB>WATCHLIST<TAB>IDENTITY for each entry that holds a
term of a watchlist, sorted. IDENTITY is the entry's guid, else its link, else its title.
Items are cut out by regular expressions, markup is stripped, words are compared without case and
accents: enough for the plain terms below, and nothing like what the program does."""

import html
import json
import os
import re
import sys
import unicodedata

WATCHLISTS = {
    "otan": ["Otan", "NATO"],
    "ukraine": ["Ukraine"],
    "cyber": ["cybersécurité"],
    "japon": ["Japan", "日本"],
}


def fold(text):
    text = unicodedata.normalize("NFKD", re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)).casefold()
    return "".join(c for c in text if not unicodedata.combining(c))


def pattern(term):
    if any(ord(c) > 0x2E80 for c in term):
        return re.compile(re.escape(term))
    letters = [re.escape(c) for c in fold(term)]
    return re.compile(r"(?<![^\W\d_])" + "[-\u2010\u2011\u2012]?".join(letters) + r"s?(?![^\W\d_])")


PATTERNS = {name: [pattern(term) for term in terms] for name, terms in WATCHLISTS.items()}


def decode(raw):
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[len(mark):].decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = re.match(rb"""\s*<\?xml[^>]*encoding=["']([A-Za-z0-9_-]+)""", raw)
    name = declared.group(1).decode() if declared else "windows-1252"
    name = {"iso-8859-1": "windows-1252", "gb2312": "gb18030"}.get(name.lower(), name)
    return raw.decode(name, "replace")


def plain(markup, is_html):
    text = "".join(
        part if part_is_cdata else html.unescape(part) if is_html != "xhtml" else part
        for part, part_is_cdata in cdata(markup)
    )
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->", " ", text)
    text = re.sub(r"(?i)</?(a|abbr|b|bdi|cite|code|em|font|i|mark|q|s|small|span|strong|sub|u|wbr)\b[^>]*>", "", text)
    text = re.sub(r"(?s)<[a-zA-Z/!?][^>]*>", "\n\n", text)
    text = html.unescape(html.unescape(text))
    return text


def cdata(markup):
    end = 0
    for found in re.finditer(r"(?s)<!\[CDATA\[(.*?)\]\]>", markup):
        yield markup[end:found.start()], False
        yield found.group(1), True
        end = found.end()
    yield markup[end:], False


def elements(item, names):
    for name in names:
        for found in re.finditer(rf"(?s)<{name}(\s[^>]*)?(?<!/)>(.*?)</{name}>", item):
            kind = "xhtml" if 'type="xhtml"' in (found.group(1) or "") else "html"
            yield plain(found.group(2), kind)


def xml_entries(text):
    for found in re.finditer(r"(?s)<((?:rss:)?item|entry)(\s[^>]*)?>(.*?)</\1>", text):
        item = found.group(3)
        ids = list(elements(item, ["guid", "id"]))
        links = list(elements(item, ["link"])) + re.findall(r"""<link[^>]*href=["']([^"']*)""", item)
        bare = re.sub(r"(?s)<media:.*?</media:[a-z]+>|<source\b.*?</source>", "", item)
        titles = list(elements(bare, ["title"]))[:1]
        texts = titles + list(elements(item, ["description", "summary", "content:encoded", "content", "body", "xhtml:body"]))
        yield (ids or [html.unescape(link) for link in links] or titles or [""])[0].strip(), "\n\n".join(texts)


def json_entries(text):
    for item in json.loads(text)["items"]:
        texts = [item.get("title") or "", item.get("summary") or "", plain(item.get("content_html") or "", "xhtml")]
        yield str(item.get("id") or item.get("url")), "\n\n".join(texts + [item.get("content_text") or ""])


found = set()
for name in sorted(os.listdir(sys.argv[1])):
    if name.endswith(".tsv"):
        continue
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        text = decode(file.read())
    for identity, body in json_entries(text) if name.endswith(".json") else xml_entries(text):
        body = re.sub(r"(https?://|www\.)\S+|\S+@\S+\.\S+", " ", body)
        folded = fold(body)
        for watchlist, patterns in PATTERNS.items():
            if any(p.search(folded) or p.search(body) for p in patterns):
                found.add((name, watchlist, re.sub(r"\s+", " ", identity)))
for line in sorted(found):
    print("\t".join(line))
