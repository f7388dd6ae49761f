# Sourced by the scripts beside it (POSIX sh).

die() {
  echo "image: $*" >&2
  exit 1
}

[ $# -ge 1 ] || die "usage: $0 DIR"
[ "$(id -u)" = 0 ] || die "run this as root: debootstrap and mounts need it"
mkdir -p "$1"
directory=$(cd "$1" && pwd -P)
shift
image=localhost/rbd-functions
suite=${IMAGE_SUITE:-trixie}
base=localhost/debian:$suite-slim

# Keeps all its files in the directory, and needs no daemon and no user or network namespace.
builder() { buildah --root "$directory/storage" --runroot "$directory/run" --storage-driver vfs "$@"; }
