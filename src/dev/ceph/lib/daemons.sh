# Sourced by ceph-dev: starts and stops the daemons.
# DIR/mon.pid, DIR/osd.pid and DIR/mgr.pid: no file = stopped or never started, pid of a live process = running, pid of a dead process = killed.

has_ended() { # PID; a zombie counts as ended
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  case ${stat##*) } in Z* | X*) return 0 ;; esac
  return 1
}

is_alive() { # NAME; checks the command line, because the pid can belong to another process by now
  [ -s "$DIR/$1.pid" ] && is_daemon "$(<"$DIR/$1.pid")"
}

is_daemon() { # PID
  ! has_ended "$1" && grep -qzxF -- "$DIR/ceph.conf" "/proc/$1/cmdline" 2>/dev/null
}

was_killed() { [ -s "$DIR/$1.pid" ] && ! is_alive "$1"; }

uses_memstore() { grep -q '^osd_objectstore = memstore' "$DIR/ceph.conf"; }

start_daemon() { # NAME
  is_alive "$1" || "start_$1"
}

start_mon() { launch mon ceph-mon -i a; }
start_osd() { launch osd ceph-osd -i 0 --no-mon-config; }
start_mgr() { launch mgr ceph-mgr -i a; }

prepare_mgr() { # the one module that works on tasks of rbd, since all of them take a second and 300 MB
  local modules file
  command -v ceph-mgr >/dev/null || die "ceph-mgr is not installed; $HERE/install mgr installs it"
  mkdir -p "$DIR/mgr/modules"
  modules=/usr/share/ceph/mgr
  for file in "$modules"/*.py "$modules/rbd_support"; do
    ln -sfn "$file" "$DIR/mgr/modules/"
  done
  [ -s "$DIR/mgr/keyring" ] || python manager.py "$DIR"
}

launch() { # NAME COMMAND...; in its own session, so that Ctrl-C does not reach it; in DIR, because paths of sockets must be short
  local name=$1
  shift
  (cd "$DIR" && exec setsid "$@" -c "$DIR/ceph.conf" -f >"$name.out" 2>&1 </dev/null {LOCK}>&-) &
  echo $! >"$DIR/$name.pid"
}

signal_daemon() { # SIGNAL NAME
  is_alive "$2" || die "the $2 is not running"
  kill -"$1" "$(<"$DIR/$2.pid")"
}

await_end() { # PID; waits at most 8 s
  local _
  for _ in {1..400}; do
    ! has_ended "$1" || return 0
    sleep 0.02
  done
  return 1
}

stop_daemon() { # NAME; stop the OSD before the monitor, because a stopping OSD reports to the monitor
  local pid
  if ! is_alive "$1"; then return; fi
  pid=$(<"$DIR/$1.pid")
  kill -TERM "$pid"
  kill -CONT "$pid"
  if await_end "$pid"; then rm -f "$DIR/$1.pid"; return; fi
  say "the $1 did not stop within 8 s, killing it"
  kill -KILL "$pid"
}

kill_all() { # finds them by command line, because a pid file may not exist yet; includes rbd clients, which would wait for the dead cluster
  local file pid
  for file in $(grep -lzxF -- "$DIR/ceph.conf" /proc/[0-9]*/cmdline 2>/dev/null); do
    pid=${file//[!0-9]/}
    case $(cat "/proc/$pid/comm" 2>/dev/null) in
      ceph-mon | ceph-osd | ceph-mgr | rbd) kill -KILL "$pid" 2>/dev/null && await_end "$pid" || : ;;
    esac
  done
}

discard_cluster() {
  kill_all
  rm -rf "$DIR/mon" "$DIR/osd" "$DIR/mgr"
  rm -f "$DIR"/*.pid "$DIR"/*.log "$DIR/cluster.sh"
}
