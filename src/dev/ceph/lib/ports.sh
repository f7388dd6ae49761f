# Sourced by ceph-dev: reserves ten ports for a cluster.
# Each block of ports has a lock file. The daemons inherit the lock, so it is held as long as one of them runs.

PORTS_PER_CLUSTER=10

ports_directory() {
  local directory=/tmp/ceph-dev-ports-$UID # not TMPDIR: all clusters must use the same directory
  mkdir -m 700 "$directory" 2>/dev/null || [ -O "$directory" ] || die "$directory belongs to another user; remove it"
  echo "$directory"
}

hold_ports() { # BASE
  exec {PORTS}>"$(ports_directory)/$1"
  flock -n "$PORTS" && return
  exec {PORTS}>&-
  return 1
}

ports_in_use() { awk 'FNR > 1 { split($2, address, ":"); printf "%d ", strtonum("0x" address[2]) }' /proc/net/tcp /proc/net/tcp6 2>/dev/null || :; }

is_free_block() { # BASE USED
  local port
  for ((port = $1; port < $1 + PORTS_PER_CLUSTER; port++)); do
    case " $2 " in *" $port "*) return 1 ;; esac
  done
}

choose_ports() { # sets BASE; below the range of ephemeral ports
  local used _
  used=$(ports_in_use)
  for _ in {1..50}; do
    BASE=$((20000 + RANDOM % 1200 * PORTS_PER_CLUSTER))
    if is_free_block "$BASE" "$used" && hold_ports "$BASE"; then return; fi
  done
  die "found no ten consecutive free ports between 20000 and 32000"
}
