#!/bin/bash
# Runs inside the container of scripts/test-package: the service as systemd runs it.
set -u
fail() { echo "FAILED: $*"; systemctl status guetteur.service --no-pager -l; journalctl -u guetteur --no-pager -n 40; exit 1; }
show() { systemctl show guetteur.service -p "$1" --value; }
await() { # SECONDS COMMAND…
  local left=$(($1 * 10)); shift
  until "$@"; do
    left=$((left - 1))
    [ $left -gt 0 ] || return 1
    sleep 0.1
  done
}

await 20 systemctl is-active -q guetteur.service || fail "it did not start"
echo "active, status: $(show StatusText)"
start=$(show ExecMainStartTimestampMonotonic)
ready=$(show ActiveEnterTimestampMonotonic)
echo "from start to READY=1: $(((ready - start) / 1000)) ms, while the machine boots"
pid=$(show MainPID)
echo "user $(ps -o user= -p "$pid" 2>/dev/null || stat -c %U /proc/$pid), seccomp mode $(sed -n 's/^Seccomp:\t//p' /proc/$pid/status), no new privileges $(sed -n 's/^NoNewPrivs:\t//p' /proc/$pid/status), capabilities $(sed -n 's/^CapEff:\t//p' /proc/$pid/status)"
echo "resident memory: $(sed -n 's/^VmRSS:\t *//p' /proc/$pid/status)"
grep -q '^Seccomp:\s2' /proc/$pid/status || fail "no system-call filter"

await 20 test -s /var/log/guetteur/alerts.jsonl || fail "no alerts"
echo "alerts: $(wc -l < /var/log/guetteur/alerts.jsonl); logs: $(stat -c '%A %U %G' /var/log/guetteur/alerts.jsonl)"
[ "$(stat -c '%a %U %G' /var/log/guetteur/alerts.jsonl)" = "640 guetteur adm" ] || fail "the logs are not for group adm"

journalctl -u guetteur --no-pager | grep -q "thread priority" && fail "the journal is full of thread priorities"
# What the service's own processes see: only its folders can be written.
nsenter -t "$pid" -m sh -c 'echo x > /etc/guetteur/x; echo x > /usr/x' 2>/dev/null && fail "the system can be written"

sed -i 's/"Otan",/"Otan", "une-veille-de-plus",/' /etc/guetteur/config.json
systemctl reload guetteur.service || fail "reload failed"
await 10 sh -c 'journalctl -u guetteur --no-pager | grep -q "configuration reloaded"' || fail "the reload was not taken"
printf '{ "feeds": [' > /etc/guetteur/broken.json
cp /etc/guetteur/config.json /etc/guetteur/good.json
cp /etc/guetteur/broken.json /etc/guetteur/config.json
systemctl reload guetteur.service
await 10 sh -c 'journalctl -u guetteur --no-pager | grep -q "stays in force"' || fail "a faulty configuration was not told"
systemctl is-active -q guetteur.service || fail "a faulty configuration ended it"
cp /etc/guetteur/good.json /etc/guetteur/config.json

# A daemon that is stopped dead is noticed and started again.
mkdir -p /run/systemd/system/guetteur.service.d
printf '[Service]\nWatchdogSec=3s\nRestartSec=100ms\n' > /run/systemd/system/guetteur.service.d/try.conf
systemctl daemon-reload
systemctl restart guetteur.service || fail "restart failed"
start=$(show ExecMainStartTimestampMonotonic)
ready=$(show ActiveEnterTimestampMonotonic)
echo "from start to READY=1: $(((ready - start) / 1000)) ms, at a restart"
[ $(((ready - start) / 1000)) -lt 1000 ] || fail "it is slow to start"
sleep 7
[ "$(show NRestarts)" = 0 ] || fail "the watchdog was not fed"
kill -STOP "$(show MainPID)"
await 20 sh -c '[ "$(systemctl show guetteur.service -p NRestarts --value)" -ge 1 ]' || fail "the watchdog did not bite"
await 10 systemctl is-active -q guetteur.service || fail "it did not come back"
echo "watchdog: fed for 7 s at 3 s; stopped dead, it was started again"

# A wrong configuration at start is final.
before=$(wc -l < /var/log/guetteur/alerts.jsonl)
cp /etc/guetteur/broken.json /etc/guetteur/config.json
systemctl restart guetteur.service
sleep 2
[ "$(show ExecMainStatus)" = 78 ] && [ "$(show ActiveState)" = failed ] || fail "exit status $(show ExecMainStatus), $(show ActiveState)"
cp /etc/guetteur/good.json /etc/guetteur/config.json
systemctl reset-failed guetteur.service
systemctl start guetteur.service || fail "it does not start again"
sleep 3
[ "$(wc -l < /var/log/guetteur/alerts.jsonl)" = "$before" ] || fail "alerts were lost or doubled over restarts"

# The user unit, under a service manager of a user's own.
useradd --create-home --shell /bin/bash press
mkdir -p /home/press/.config/guetteur /run/systemd/system/user@.service.d
sed -e '/"directory"/d' -e '/"state"/d' /etc/guetteur/good.json > /home/press/.config/guetteur/config.json
chown -R press: /home/press
id=$(id -u press)
# Without libpam-systemd nobody else says where it is.
printf '[Service]\nEnvironment=XDG_RUNTIME_DIR=/run/user/%%i\n' > /run/systemd/system/user@.service.d/try.conf
systemctl daemon-reload
systemctl start "user@$id.service" || fail "the user's service manager does not start: $(journalctl -u "user@$id" --no-pager -n 20)"
as_press() { setpriv --reuid "$id" --regid "$id" --clear-groups env HOME=/home/press XDG_RUNTIME_DIR=/run/user/$id "$@"; }
as_press systemctl --user start guetteur.service ||
  fail "the user unit does not start: $(as_press systemctl --user status guetteur.service --no-pager -l; journalctl "_UID=$id" --no-pager -n 20)"
pid=$(as_press systemctl --user show guetteur.service -p MainPID --value)
grep -q '^Seccomp:\s2' "/proc/$pid/status" || fail "the user unit has no system-call filter"
await 20 test -s /home/press/.local/state/guetteur/alerts/alerts.jsonl || fail "the user unit wrote no alerts"
as_press systemctl --user reload guetteur.service || fail "the user unit does not reload"
as_press systemctl --user stop guetteur.service || fail "the user unit does not stop"
[ "$(as_press systemctl --user show guetteur.service -p Result --value)" = success ] || fail "the user unit did not end well"
echo "the user unit: active with a system-call filter, alerts: $(wc -l < /home/press/.local/state/guetteur/alerts/alerts.jsonl), reloaded, stopped"
systemctl stop "user@$id.service"
userdel --remove press 2>/dev/null || true

began=$(date +%s%N)
systemctl stop guetteur.service || fail "stop failed"
echo "stopped within $((($(date +%s%N) - began) / 1000000)) ms, result $(show Result)"
[ "$(show Result)" = success ] || fail "it did not end well"
rm -f /etc/guetteur/broken.json /etc/guetteur/good.json
echo "all is well"
