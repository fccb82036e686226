#!/usr/bin/env bash
# The units: known directives only, and little exposed. units.sh [ROOT]
# Prints FILE: rule units: what.
set -euo pipefail
root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
status=0
[ -d "$root/systemd" ] || exit 0
if ! command -v systemd-analyze >/dev/null 2>&1; then
  echo "units: systemd-analyze is not here: nothing checked (scripts/setup --test installs it)" >&2
  exit 0
fi
runtime=$(mktemp -d)
trap 'rm -rf "$runtime"' EXIT
complain() { # FILE < what
  while IFS= read -r line; do
    echo "$1: rule units: $line"
    status=1
  done
}
# verify exits 0 on unknown directives and only prints them. The program and its manual are installed
# later, so that their absence is no fault.
known="is not executable: No such file or directory|Command 'man .*' failed"
for unit in systemd/guetteur.service systemd/user/guetteur.service; do
  mode=--system
  case $unit in */user/*) mode=--user ;; esac
  complain "$unit" < <(
    XDG_RUNTIME_DIR=$runtime systemd-analyze "$mode" verify "$root/$unit" 2>&1 | grep -vE "$known" || true)
done
if ! systemd-analyze security --offline=true --threshold=12 "$root/systemd/guetteur.service" > "$runtime/exposure" 2>&1; then
  complain systemd/guetteur.service < <(tail -1 "$runtime/exposure")
fi
exit $status
