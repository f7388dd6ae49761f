# Sourced by ceph-dev: starting and stopping the two daemons.
# DIR/mon.pid and DIR/osd.pid tell three states: no file = stopped or never started, a live process = runs, a dead one = was killed.

has_ended() { # PID; a zombie that its parent has not collected yet counts as ended
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  case ${stat##*) } in Z* | X*) return 0 ;; esac
  return 1
}

is_alive() { # NAME; the pid may belong to another process by now, so its command line is looked at
  [ -s "$DIR/$1.pid" ] && is_ours "$(<"$DIR/$1.pid")"
}

is_ours() { # PID
  ! has_ended "$1" && grep -qzxF -- "$DIR/ceph.conf" "/proc/$1/cmdline" 2>/dev/null
}

was_killed() { [ -s "$DIR/$1.pid" ] && ! is_alive "$1"; }

uses_memstore() { grep -q '^osd_objectstore = memstore' "$DIR/ceph.conf"; }

start_daemon() { # NAME
  is_alive "$1" || "start_$1"
}

start_mon() { launch mon ceph-mon -i a; }
start_osd() { launch osd ceph-osd -i 0 --no-mon-config; }

launch() { # NAME COMMAND...; in its own session, out of reach of a Ctrl-C; in DIR, since paths of sockets must be short
  local name=$1
  shift
  (cd "$DIR" && exec setsid "$@" -c "$DIR/ceph.conf" -f >"$name.out" 2>&1 </dev/null {LOCK}>&-) &
  echo $! >"$DIR/$name.pid"
}

signal_daemon() { # SIGNAL NAME
  is_alive "$2" || die "the $2 does not run"
  kill -"$1" "$(<"$DIR/$2.pid")"
}

await_end() { # PID; waits up to 8 s
  local _
  for _ in {1..400}; do
    ! has_ended "$1" || return 0
    sleep 0.02
  done
  return 1
}

stop_daemon() { # NAME; the OSD before the monitor: it says good-bye to it
  local pid
  if ! is_alive "$1"; then return; fi
  pid=$(<"$DIR/$1.pid")
  kill -TERM "$pid"
  kill -CONT "$pid"
  if await_end "$pid"; then rm -f "$DIR/$1.pid"; return; fi
  say "the $1 did not stop within 8 s, killing it"
  kill -KILL "$pid"
}

kill_all() { # finds them by their command line, since a pid file may not be written yet; rbd clients would wait for a dead cluster
  local file pid
  for file in $(grep -lzxF -- "$DIR/ceph.conf" /proc/[0-9]*/cmdline 2>/dev/null); do
    pid=${file//[!0-9]/}
    case $(cat "/proc/$pid/comm" 2>/dev/null) in
      ceph-mon | ceph-osd | rbd) kill -KILL "$pid" 2>/dev/null && await_end "$pid" || : ;;
    esac
  done
}

discard_cluster() {
  kill_all
  rm -rf "$DIR/mon" "$DIR/osd"
  rm -f "$DIR"/*.pid "$DIR"/*.log "$DIR/cluster.sh"
}
