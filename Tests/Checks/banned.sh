#!/usr/bin/env bash
# Names and calls that the sources do without. banned.sh [ROOT]
# Prints FILE:LINE: rule banned: what.
set -euo pipefail
root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
status=0
report() { # REASON < grep output
  while IFS=: read -r file line text; do
    echo "$file:$line: rule banned: $1: ${text#"${text%%[![:space:]]*}"}"
    status=1
  done
}
search() { grep -rnE --include='*.swift' "$1" "${@:2}" 2>/dev/null || true; }

report "a trap that input may reach" < <(search '\b(try!|as!|fatalError\()' "$root/Sources")
# A line that must sleep says why: `// sleeps: …`.
report "sleeping to synchronise" < <(
  search '\b(sleep|usleep|nanosleep|Thread\.sleep|Task\.sleep)\(' "$root/Sources" "$root/Tests" |
    grep -v '// sleeps: ' || true)
report "a drawer for leftovers" < <(
  find "$root/Sources" -name '*.swift' | grep -E '(Manager|Helper|Util|Utils|Common|Shared|Misc|Extensions)\.swift$' |
    grep -v '/ServiceManager\.swift$' | sed 's/$/:1:its name/' || true)
report "a clock below the daemon" < <(
  search '\b(clock_gettime|gettimeofday|DispatchTime\.now|ContinuousClock|SuspendingClock)\b' \
    "$root"/Sources/{Model,JSON,PlainText,Config,Scheduling,Parsing,Matching,Recording,Reporting})
report "a file of over 400 lines" < <(
  find "$root/Sources" -name '*.swift' -exec wc -l {} + | awk '$2 != "total" && $1 > 400 { print $2 ":" $1 ":is it two?" }' |
    grep -vE '(Table|Names)\.swift:' || true)
exit $status
