# Sourced after apt.sh (POSIX sh): unpacks other suites of Debian with the Debian mirror and the proxy of this machine, as root.

mirror() { # the Debian mirror of this machine; empty on another distribution
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null | head -n 1
}

proxies() { apt-config dump | grep -E '^Acquire::(https?::|Check-)' || :; }

unpack_debian() { # SUITE ROOT LOG
  rm -rf "$2"
  # shellcheck disable=SC2046 # the mirror can be empty
  debootstrap --variant=minbase "$1" "$2" $(mirror) >"$3" 2>&1 || return 1
  proxies >"$2/etc/apt/apt.conf.d/90host"
  printf '#!/bin/sh\nexit 101\n' >"$2/usr/sbin/policy-rc.d" # as in Debian's images: packages start no services
  chmod 755 "$2/usr/sbin/policy-rc.d"
}
