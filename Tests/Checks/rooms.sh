#!/usr/bin/env bash
# The rooms' table: what each may import of the tree and of the system. rooms.sh [ROOT]
# Prints FILE:LINE: rule rooms: what, for each import that the table does not allow.
set -euo pipefail
root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
declare -A may=(
  [Locking]="Glibc" [Model]="Glibc" [JSON]="Glibc" [PlainText]="Glibc Model" [Config]="Glibc Model JSON"
  [Scheduling]="Glibc Model" [Fetching]="Glibc Dispatch Synchronization Locking Model PlainText CCurl CDeflate CBrotli CLinux CZstd"
  [Subscriptions]="CLibxml2"
  [Parsing]="Glibc Locking Model PlainText JSON CBytes CLibxml2"
  [Matching]="Glibc Synchronization Locking Model PlainText CBytes CICU"
  [Recording]="Glibc Model JSON CDeflate CSQLite CZstd" [Reporting]="Glibc Model JSON PlainText CSystemd"
  [History]="Dispatch Synchronization Locking Model PlainText Matching Recording"
  [Daemon]="Glibc Dispatch Synchronization Locking Model JSON PlainText Config Scheduling Fetching Parsing Matching Recording Reporting History CHeap CLinux CSystemd"
  [guetteur]="Glibc Dispatch Locking Model JSON PlainText Config Scheduling Fetching Parsing Matching Recording Reporting History Subscriptions Daemon"
)
status=0
for room in "${!may[@]}"; do
  [ -d "$root/Sources/$room" ] || continue
  while IFS=: read -r file line text; do
    module=$(sed -E 's/^(@[A-Za-z_()]+ )*((public|internal|package|private|fileprivate) )?import ((struct|enum|func|class|protocol) )?([A-Za-z0-9_]+).*/\6/' <<<"$text")
    case " ${may[$room]} " in
      *" $module "*) ;;
      *) echo "$file:$line: rule rooms: $room may not import $module"; status=1 ;;
    esac
  done < <(grep -rnE '^(@[A-Za-z_()]+ )*((public|internal|package|private|fileprivate) )?import ' --include='*.swift' "$root/Sources/$room" || true)
done
exit $status
