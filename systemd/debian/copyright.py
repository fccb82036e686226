#!/usr/bin/env python3
"""LICENSE on standard input → the machine-readable copyright file of the package."""
import pathlib
import re
import sys

license = sys.stdin.read()
notice = re.search(r"Copyright \(c\) (.*)", license).group(1)
terms = license[license.index("Permission is"):].strip()
indented = "\n".join(" " + (line or ".") for line in terms.split("\n"))
template = (pathlib.Path(__file__).parent / "copyright.in").read_text()
print(template.replace("@COPYRIGHT@", notice).replace("@LICENSE@", indented), end="")
