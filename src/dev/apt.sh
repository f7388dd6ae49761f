# Sourced by the install scripts (POSIX sh): packages on Debian and Ubuntu, as root or by sudo without a password.

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
    return
  fi
  sudo -n "$@"
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" </dev/null; }

has_apt() { command -v apt-get >/dev/null; }

can_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

apt_install() { # PACKAGE...; quiet when all goes well
  apt_log=$(mktemp)
  if { apt update && apt install -y --no-install-recommends "$@"; } >"$apt_log" 2>&1; then
    rm -f "$apt_log"
    return
  fi
  tail -n 20 "$apt_log" >&2
  rm -f "$apt_log"
  return 1
}
