#!/usr/bin/env python3
"""Serves the sample feeds on a free loopback port, and adds an article every few seconds.

serve.py PORT_FILE: writes the port to PORT_FILE once it listens. Runs until it is ended."""

import email.utils
import http.server
import os
import sys
import time

START = time.time()
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "feeds")
FRESH = [
    ("L’Otan ouvre un bureau de liaison à Tokyo", "otan-tokyo", "Une première en Asie pour l’Alliance atlantique."),
    ("Indo-Pacifique : Paris et New Delhi resserrent leurs liens", "indo-pacifique", "Manœuvres navales communes dans l’océan Indien."),
    ("Une cyberattaque paralyse trois hôpitaux", "cyberattaque", "L’Anssi a dépêché une équipe sur place."),
    ("Le marché du jeudi change de place", "marche", "Rien à voir avec les listes de veille."),
]


def fresh_feed():
    """The articles that have appeared by now: one at once, then one every four seconds."""
    count = min(len(FRESH), 1 + int((time.time() - START) / 4))
    items = "".join(
        f"<item><title>{title}</title><link>http://exemple.test/{slug}</link><guid>{slug}</guid>"
        f"<pubDate>{email.utils.formatdate(START + 4 * n)}</pubDate><description>{text}</description></item>"
        for n, (title, slug, text) in enumerate(FRESH[:count])
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Dépêches</title>'
        f"<link>http://exemple.test/</link><description>Un article toutes les quatre secondes</description>{items}</channel></rss>"
    ).encode()


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments):
        super().__init__(*arguments, directory=FOLDER)

    def do_GET(self):
        if self.path != "/depeches.rss":
            return super().do_GET()
        body = fresh_feed()
        tag = f'"{len(body)}"'
        unchanged = self.headers.get("If-None-Match") == tag
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", "0" if unchanged else str(len(body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(sys.argv[1] + ".new", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass
