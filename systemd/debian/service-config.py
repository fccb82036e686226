#!/usr/bin/env python3
"""config.json of the sources on standard input → that of the service.

The ledger and the logs get the service's folders by name: the lines that the file shows in comments.
Left to the defaults, their places would depend on whether systemd or a person runs the program."""
import re
import sys

text = sys.stdin.read()
for key, path in [("alerts", "/var/log/guetteur"), ("state", "/var/lib/guetteur/guetteur.db")]:
    text, count = re.subn(rf'^(\s*)// ("{key}":.*"{path}".*)$', r"\1\2", text, flags=re.M)
    if count != 1:
        sys.exit(f'service-config: config.json shows no commented "{key}" with {path}')
sys.stdout.write(text)
