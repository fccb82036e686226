#!/usr/bin/env bash
# The checks themselves: each must find a planted fault, and nothing in an innocent tree.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/Sources/Model" "$tree/Sources/Scheduling" "$tree/Tests"
echo 'public import Model' > "$tree/Sources/Scheduling/Innocent.swift"
for check in rooms banned; do
  bash "$here/$check.sh" "$tree" || { echo "can-fail: $check accuses an innocent tree" >&2; exit 1; }
done
printf 'import Foundation\nlet x = try! y()\n' > "$tree/Sources/Scheduling/Guilty.swift"
for check in rooms banned; do
  if bash "$here/$check.sh" "$tree" >/dev/null; then
    echo "can-fail: $check finds nothing in a guilty tree" >&2
    exit 1
  fi
done
mkdir -p "$tree/systemd/user"
printf '[Service]\nExecStart=/bin/true\nPrivateUserz=yes\n' | tee "$tree/systemd/guetteur.service" > "$tree/systemd/user/guetteur.service"
if command -v systemd-analyze >/dev/null && bash "$here/units.sh" "$tree" >/dev/null; then
  echo "can-fail: units finds nothing in a guilty unit" >&2
  exit 1
fi
