# Sourced by ceph-dev: the watchdog that removes a cluster whose owner is gone, even when the owner was killed.
# It is the right watchdog as long as DIR/watchdog.pid holds its pid: a stop removes that file, and the watchdog ends within a second.

start_time() { # PID; with the pid this names a process for good, since pids come round again
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -- ${stat##*) }
  echo "${20}"
}

start_watchdog() {
  local born
  stop_watchdog
  [ -n "${CEPH_DEV_OWNER-}" ] || return 0
  born=$(start_time "$CEPH_DEV_OWNER") || die "CEPH_DEV_OWNER: no process $CEPH_DEV_OWNER"
  setsid "$BASH" "$HERE/lib/watchdog" "$HERE" "$DIR" "$CEPH_DEV_OWNER" "$born" $$ >/dev/null 2>&1 </dev/null {LOCK}>&- &
  echo $! >"$DIR/watchdog.pid"
}

stop_watchdog() { rm -f "$DIR/watchdog.pid"; }
