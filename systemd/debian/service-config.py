#!/usr/bin/env python3
"""config.json of the sources on standard input → that of the service.

The ledger and the logs get the service's folders by name. Without them their places would depend
on whether the service or an administrator runs the program."""
import re
import sys

text = sys.stdin.read()
service = {
    "alerts": '  "alerts": { "directory": "/var/log/guetteur" },\n',
    "state": '  "state": "/var/lib/guetteur/guetteur.db",\n',
}
for key, line in service.items():
    if re.search(rf'^\s*"{key}"', text, re.M):
        sys.exit(f'service-config: config.json names "{key}" itself: leave it to its default')
start = text.index("{\n") + 2
schema = re.compile(r'[ \t]*"\$schema".*\n').match(text, start)
place = schema.end() if schema else start
sys.stdout.write(text[:place] + "".join(service.values()) + text[place:])
