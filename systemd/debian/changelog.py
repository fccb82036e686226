#!/usr/bin/env python3
"""CHANGELOG.md on standard input → a Debian changelog: changelog.py VERSION SECONDS-SINCE-1970 MAINTAINER."""
import email.utils
import re
import sys
import textwrap

version, seconds, maintainer = sys.argv[1], int(sys.argv[2]), sys.argv[3]
items, item = [], ""
for line in sys.stdin.read().split("\n## ")[1].split("\n")[1:] + ["### "]:
    if line.startswith("- ") or line.startswith("#"):
        if item:
            items.append(item)
        item = line[2:] if line.startswith("- ") else ""
    elif item:
        item += " " + line.strip()
print(f"guetteur ({version}) unstable; urgency=medium\n")
for item in items or ["See the project's changelog."]:
    plain = re.sub(r"[`*]", "", item)
    print(textwrap.fill(plain, 78, initial_indent="  * ", subsequent_indent="    "))
date = email.utils.formatdate(seconds, usegmt=False).replace("-0000", "+0000")
print(f"\n -- {maintainer}  {date}")
