# Sourced by the install scripts (POSIX sh): installs packages on Debian and Ubuntu, as root or with sudo without a password.

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
    return
  fi
  sudo -n "$@"
}

# LC_ALL: is_locked reads the messages.
apt() { as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q "$@" </dev/null; }

has_apt() { command -v apt-get >/dev/null; }

can_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

is_locked() { grep -qE 'Could not get lock|Unable to (acquire|lock)' "$apt_log"; }

# The option DPkg::Lock::Timeout is not enough: `apt-get update` does not wait for the lock on its lists.
apt_install() { # PACKAGE...; prints nothing when it succeeds; waits up to ten minutes for another package manager
  apt_log=$(mktemp)
  apt_tries=120
  until { apt update && apt install -y --no-install-recommends "$@"; } >"$apt_log" 2>&1; do
    if ! is_locked || [ $apt_tries = 0 ]; then
      tail -n 20 "$apt_log" >&2
      rm -f "$apt_log"
      return 1
    fi
    [ $apt_tries != 120 ] || echo "apt: waiting up to 10 minutes for another package manager to finish ..." >&2
    apt_tries=$((apt_tries - 1))
    sleep 5
  done
  rm -f "$apt_log"
}
