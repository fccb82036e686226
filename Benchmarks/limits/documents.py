"""Feed documents just inside the program's limits, each as hard on memory as one of its parts can be made.

`DOCUMENTS` maps a name to a function that makes the bytes of the body and the value of `Content-Encoding`
(or nothing). "Otan" is the term that every watchlist of the bench looks for.
"""
import gzip, zlib

MOST = 19_900_000  # of the 20 MB that `max_bytes` allows


def rss(items, declaration='<?xml version="1.0" encoding="UTF-8"?>'):
    return f'{declaration}<rss version="2.0"><channel><title>Limits</title>{items}</channel></rss>'


def item(title, more="", number=0):
    return f"<item><guid>{number}</guid><title>{title}</title><link>http://x/{number}</link>{more}</item>"


def many(count, title="Otan {i}", more="", declaration=None):
    """Items whose title and rest may hold `{i}`, their number."""
    items = "".join(item(title.replace("{i}", str(i)), more.replace("{i}", str(i)), i) for i in range(count))
    return rss(items, declaration) if declaration else rss(items)


def described(text):
    return f"<description>{text}</description>"


def atom(count, more):
    entries = "".join(f"<entry><id>{i}</id><title>Otan {i}</title>{more.replace('{i}', str(i))}</entry>" for i in range(count))
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Limits</title>{entries}</feed>'


def json_feed(count, more, title="Otan {i}"):
    items = ",".join('{"id":"%d","title":"%s",%s}' % (i, title.replace("{i}", str(i)), more.replace("{i}", str(i))) for i in range(count))
    return '{"version":"https://jsonfeed.org/version/1.1","title":"Limits","items":[%s]}' % items


def cut_late(document):
    return document[:-20] + "<x></y>"


def utf16(document):
    return document.replace(' encoding="UTF-8"', "").encode("utf-16")


def spaces(count):
    """A feed behind so many blanks."""
    return " " * count + rss(item("Otan"))


ENCODED = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
XHTML = "<div xmlns='http://www.w3.org/1999/xhtml'>%s</div>"
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY o "Otan et mot et mot et mot et mot et mot et mot">]>'
DEEP = "<i>" * 240 + "mot" + "</i>" * 240

TEXTS = {
    # Texts: many of 2 KB, five of 4 MB.
    "items-2k": lambda: many(9800, more=described("mot " * 460)),
    "texts-4m": lambda: many(5, more=described("mot " * 970_000)),
    "texts-4m-html": lambda: many(5, more=described("&lt;p>mot&lt;/p> " * 230_000)),
    "texts-4m-cdata": lambda: many(5, more=described("<![CDATA[" + "<p>mot</p> " * 350_000 + "]]>")),
    "texts-1m": lambda: many(19, more=described("mot " * 250_000)),
    "titles-4m": lambda: many(5, title="Otan " + "x y " * 970_000),
    "escaped-html": lambda: many(9800, more=described("&lt;p&gt;mot&lt;/p&gt;" * 85)),
    "cdata-html": lambda: many(9800, more=described("<![CDATA[" + "<p>mot</p>" * 180 + "]]>")),
    "xhtml": lambda: atom(9800, "<content type='xhtml'>" + XHTML % ("<p>mot</p>" * 180) + "</content>"),
    "xhtml-4m": lambda: atom(5, "<content type='xhtml'>" + XHTML % ("<p>mot</p>" * 380_000) + "</content>"),
    "xhtml-deep": lambda: atom(9800, "<content type='xhtml'>" + XHTML % DEEP + "</content>"),
    "html-deep": lambda: many(9800, more=described("<![CDATA[" + DEEP + "]]>")),
    "html-blocks": lambda: many(5, more=described("<![CDATA[" + "<p>a" * 970_000 + "]]>")),
    "html-cuts": lambda: many(5, more=described("<![CDATA[" + "a<sup>1</sup>" * 300_000 + "]]>")),
    "both-texts": lambda: many(9800, more=described("mot " * 230) + f"<c:encoded {ENCODED}>{'mot ' * 215}</c:encoded>"),
    "base64": lambda: atom(5, f"<content type='application/xml' mode='base64'>{'QUJD' * 900_000}</content>"),
    "dup-ids": lambda: rss("".join(item(f"Otan {i}", described("mot " * 460), 1) for i in range(9800))),
    # Charsets, references, faults.
    "latin1": lambda: many(9000, more=described("é " * 480), declaration='<?xml version="1.0" encoding="iso-8859-1"?>').encode("latin-1"),
    "latin1-double": lambda: many(5, more=described("é" * 3_960_000), declaration='<?xml version="1.0" encoding="iso-8859-1"?>').encode("latin-1"),
    "latin1-undeclared": lambda: many(9000, more=described("é " * 480)).encode("latin-1"),
    "kana-undeclared": lambda: ("<rss version='2.0'><channel><language>ja</language>" + "".join(
        item(f"Otan {i}", described("ｱ" * 600), i) for i in range(9000)) + "</channel></rss>").encode("shift_jis"),
    "utf16": lambda: utf16(many(9500, more=described("mot " * 230))),
    "utf16-cjk": lambda: utf16(many(9000, more=described("中国" * 280))),
    "utf16-cjk-4m": lambda: utf16(many(5, more=described("中国" * 630_000))),
    "utf16-cjk-cut-late": lambda: utf16(cut_late(many(9000, more=described("中国" * 280)))),
    "invalid-utf8": lambda: many(9800, more=described("mot " * 460)).encode().replace(b"mot mot mot ", b"m\xff\xffmot mot "),
    "invalid-utf8-late": lambda: many(9800, more=described("mot " * 460)).encode()[:-40] + b"\xff</item></channel></rss>",
    "cut-late": lambda: cut_late(many(9800, more=described("mot " * 460))),
    "cut-late-4m": lambda: cut_late(many(5, more=described("mot " * 970_000))),
    "references": lambda: many(9800, more=described("&#233;" * 320)),
    "references-double": lambda: many(9800, more=described("&amp;#233;" * 190)),
    "entities": lambda: many(9800, more=described("&eacute;" * 240)),
    "entities-declared": lambda: many(4000, more=described("&o; " * 100), declaration=DOCTYPE),
    "unescaped": lambda: many(9800, more=described("1 < 2 " * 310)),
    "ampersands": lambda: many(5000, title="x " + "&" * 3900),
    # JSON.
    "json": lambda: json_feed(9900, '"content_html":"%s"' % ("mot " * 470)),
    "json-4m": lambda: json_feed(5, '"content_html":"%s"' % ("mot " * 970_000)),
    "json-escapes": lambda: json_feed(9900, '"content_html":"%s"' % ("\\u00e9\\n" * 230)),
    "json-tags": lambda: json_feed(9300, '"tags":[%s]' % ",".join(['"' + "a" * 68 + '"'] * 28)),
    "json-values": lambda: json_feed(1, '"x":[%s]' % ",".join(["0" * 60] * 299_000)),
    "json-members": lambda: json_feed(1, '"x":[%s]' % ",".join(['{"abcdefghijklmnopqrstuvwxyz":"%s"}' % ("v" * 100)] * 145_000)),
    "json-cut-late": lambda: json_feed(9900, '"content_html":"%s"' % ("mot " * 470))[:-40],
    "json-item-wide": lambda: json_feed(1, ",".join('"x%d":"%s"' % (i, "y" * 55) for i in range(290_000))),
    "json-authors": lambda: json_feed(9900, '"authors":[%s]' % ",".join('{"name":"A%d {i}"}' % j for j in range(25))),
    "json-utf16": lambda: json_feed(9900, '"content_html":"%s"' % ("中国" * 300)).encode("utf-16"),
}

HITS = {
    # Every word a hit, or everything reported.
    "hits-4m": lambda: many(5, more=described("Otan " * 780_000)),
    "hits-2k": lambda: many(9800, title="Otan", more=described("Otan " * 380)),
    "hits-titles": lambda: many(9900, title="Otan " * 380),
    "hits-utf16-cut": lambda: utf16(cut_late(many(9000, title="Otan {i}", more=described("Otan " * 190)))),
    "hits-json": lambda: json_feed(9900, '"content_html":"%s"' % ("Otan " * 370)),
    "hits-html": lambda: many(9800, more=described("<![CDATA[" + "<p>Otan</p>" * 165 + "]]>")),
    "hits-far": lambda: many(9800, more=described(("Otan " + "mot " * 60) * 7)),
    "hits-surplus": lambda: many(60_000, title="Otan " * 48),
    "titles-2k": lambda: many(9900, title="Otan {i} " + "t" * 1850),
    "titles-60k": lambda: many(320, title="Otan {i} " + "t" * 60_000),
    "guids-2k": lambda: rss("".join(f"<item><guid isPermaLink='false'>{i}{'g' * 1880}</guid><title>Otan {i}</title></item>" for i in range(9900))),
    "links-2k": lambda: rss("".join(f"<item><title>Otan {i}</title><link>http://x/{i}/{'l' * 1920}</link></item>" for i in range(9900))),
    "guids-links-1k": lambda: rss("".join(item(f"Otan {i}", "", f"{i}" + "g" * 950) for i in range(9900))),
    "titles-links-guids": lambda: rss("".join(item(f"Otan {i} " + "t" * 630, "", f"{i}" + "g" * 630) for i in range(9900))),
    "authors": lambda: atom(9900, "<author><name>A {i}</name></author>" * 50),
    "authors-long": lambda: atom(9900, ("<author><name>A {i} " + "n" * 150 + "</name></author>") * 9),
    "links-class": lambda: rss("".join(f"<item><title>Otan {i}</title><link>http://x/{i:04}/{'l' * 2040}</link></item>" for i in range(9400))),
    "authors-most": lambda: atom(2350, "".join(f"<author><name>A{j}</name></author>" for j in range(250))),
}

COUNTS = {
    # Many small things.
    "surplus": lambda: many(140_000, more="<pubDate>Thu, 26 Nov 2026 00:00:00 GMT</pubDate>"),
    "items-50k": lambda: many(50_000, more="<category>" + "c" * 290 + "</category>"),
    "items-empty": lambda: rss("<item/>" * 500_000),
    "tags": lambda: many(9800, more="".join(f"<category>t{j}</category>" for j in range(75))),
    "tags-16": lambda: atom(4000, "".join('<category term="%016d"/>' % j for j in range(140))),
    "tags-keywords": lambda: many(9900, more="<media:keywords xmlns:media='http://search.yahoo.com/mrss/'>" + ",".join(
        f"{j:x}" for j in range(250)) + "</media:keywords>"),
    "tags-keywords-16": lambda: many(4300, more="<media:keywords xmlns:media='http://search.yahoo.com/mrss/'>" + ",".join(
        f"{j:016d}" for j in range(256)) + "</media:keywords>"),
    "tags-short": lambda: atom(9900, '<category term="abcdefgh"/>' * 62),
    "tags-long": lambda: many(9800, more=f"<category>{'c' * 880}</category>" * 2),
    "enclosures": lambda: many(9800, more="<enclosure url='http://x/1' type='a/b' length='1'/>" * 35),
    "comments": lambda: rss(item("Otan") + "<!--" + "x" * 9_900_000 + "--><!--" + "x" * 9_900_000 + "-->"),
    "comments-small": lambda: rss(item("Otan") + "<!--x-->" * 2_480_000),
    "elements": lambda: rss(item("Otan") + "<a/>" * 4_970_000),
    "elements-deep": lambda: rss(item("Otan") + ("<a>" * 250 + "</a>" * 250) * 11_300),
    "names": lambda: rss(item("Otan") + "".join(f"<a{i}/>" for i in range(1_900_000))),
    "namespaces": lambda: rss(item("Otan") + "".join(f"<a xmlns='u{i}'/>" for i in range(900_000))),
    "tags-1m": lambda: rss(item("Otan") + f"<x y='{'v' * 990_000}'/>" * 19),
    "html-page": lambda: "<!DOCTYPE html><html><head>" + "<link rel=alternate type='application/rss+xml' href='/feed'>" * 330_000 + "</head></html>",
    "blanks": lambda: spaces(MOST),
    "links-relative": lambda: '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://example.org/abcdefghij/">' + "".join(
        f"<entry><id>{i}</id><title>Otan {i}</title><content type='html'>{'&lt;a href=x>a&lt;/a> ' * 86}</content></entry>" for i in range(9800)) + "</feed>",
}


def gzipped(make, level=6):
    return lambda: (gzip.compress(octets(make()), level), "gzip")


def octets(document):
    return document if isinstance(document, bytes) else document.encode()


CODED = {
    "gzip-items-2k": gzipped(TEXTS["items-2k"]),
    "gzip-texts-4m": gzipped(TEXTS["texts-4m"]),
    "gzip-utf16-cjk": gzipped(TEXTS["utf16-cjk"]),
    "gzip-hits-titles": gzipped(HITS["hits-titles"]),
    "gzip-stored": gzipped(TEXTS["items-2k"], 0),
    "deflate-items-2k": lambda: (zlib.compress(octets(TEXTS["items-2k"]())), "deflate"),
    "gzip-twice": lambda: (gzip.compress(gzip.compress(octets(TEXTS["items-2k"]()), 0), 0), "gzip, gzip"),
    "gzip-bomb": lambda: (gzip.compress(b" " * 200_000_000, 1), "gzip"),
    "gzip-members": lambda: (gzip.compress(b" " * 100_000) * 198 + gzip.compress(octets(rss(item("Otan")))), "gzip"),
    "gzip-cut": lambda: (gzip.compress(octets(HITS["hits-2k"]()))[:-100], "gzip"),
}

DOCUMENTS = {**TEXTS, **HITS, **COUNTS, **CODED}


def made(name):
    """The body and its Content-Encoding ("" for none)."""
    document = DOCUMENTS[name]()
    body, coding = document if isinstance(document, tuple) else (document, "")
    return octets(body), coding
