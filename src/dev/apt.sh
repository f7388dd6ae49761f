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
apt_patiently() { # ARGUMENT...; waits up to ten minutes for another package manager; the output is in $apt_log
  until apt "$@" >"$apt_log" 2>&1; do
    if ! is_locked || [ $apt_tries = 0 ]; then
      tail -n 20 "$apt_log" >&2
      return 1
    fi
    [ $apt_tries != 120 ] || echo "apt: waiting up to 10 minutes for another package manager to finish ..." >&2
    apt_tries=$((apt_tries - 1))
    sleep 5
  done
}

# In a simulation, the name of a package that is there is followed by its version in brackets.
apt_changed() { sed -nE 's/^(Remv|Inst) ([^ ]+) \[.*/\2/p' "$apt_log" | sort -u | tr '\n' ' '; }

apt_new() { sed -nE 's/^Inst ([^ ]+) \(.*/\1/p' "$apt_log" | sort -u | tr '\n' ' '; }

apt_simulate_and_install() { # PACKAGE...
  apt_patiently update && apt_patiently install --simulate --no-install-recommends "$@" || return 1
  changed=$(apt_changed)
  if [ -n "$changed" ]; then
    echo "apt: nothing was installed, because that would remove or upgrade: ${changed% }" >&2
    echo "apt: if that is fine, run: apt-get install --no-install-recommends $*" >&2
    return 1
  fi
  echo "apt: installing $(apt_new)..." >&2
  apt_patiently install -y --no-install-recommends "$@"
}

apt_install() { # PACKAGE...; only adds packages
  apt_log=$(mktemp)
  apt_tries=120
  apt_status=0
  apt_simulate_and_install "$@" || apt_status=1
  rm -f "$apt_log"
  return $apt_status
}
