# Sourced by ceph-dev: starts and stops the watchdog, which removes the cluster when its owner process ends, even if it was killed.
# The watchdog ends within a second when DIR/watchdog.pid no longer holds its pid; ceph-dev stop removes that file.

start_time() { # PID; pid and start time together identify a process, because pids are reused
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -- ${stat##*) }
  echo "${20}"
}

start_watchdog() {
  local born
  stop_watchdog
  [ -n "${CEPH_DEV_OWNER-}" ] || return 0
  born=$(start_time "$CEPH_DEV_OWNER") || die "CEPH_DEV_OWNER: there is no process $CEPH_DEV_OWNER"
  setsid "$BASH" "$HERE/lib/watchdog" "$HERE" "$DIR" "$CEPH_DEV_OWNER" "$born" $$ >/dev/null 2>&1 </dev/null {LOCK}>&- &
  echo $! >"$DIR/watchdog.pid"
}

stop_watchdog() { rm -f "$DIR/watchdog.pid"; }
