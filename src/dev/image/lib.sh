# Sourced by the scripts beside it (POSIX sh).

die() {
  echo "image: $*" >&2
  exit 1
}

[ $# -ge 1 ] || die "usage: $0 DIR"
[ "$(id -u)" = 0 ] || die "this needs root, for debootstrap and for mounts"
mkdir -p "$1"
directory=$(cd "$1" && pwd -P)
shift
image=localhost/rbd-functions
base=localhost/debian:trixie-slim

# All that it keeps is in the directory; no daemon, no namespace of users or networks is asked for.
builder() { buildah --root "$directory/storage" --runroot "$directory/run" --storage-driver vfs "$@"; }
