# Sourced by mvnw: sets JAVA_HOME to a JDK 25 or newer, even if the default `java` of the machine is older.
# Tries JAVA_HOME, then the java on PATH, then the directories of packages and version managers.
# Reads the release from the "release" file of the JDK, without starting a process.

wanted_release=25

jdk_release() { # HOME; sets found_release to its feature release; fails if it is not a JDK
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r release_line; do
    case $release_line in
    'JAVA_VERSION="'[1-9]*)
      found_release=${release_line#*\"}
      found_release=${found_release%%[!0-9]*}
      return
      ;;
    esac
  done <"$1/release"
  return 1
}

use_jdk() { # HOME; fails if it is too old
  jdk_release "$1" && [ "$found_release" -ge "$wanted_release" ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

use_jdk_of_path() { # the java on PATH is usually a symbolic link
  path_java=$(command -v java) && path_java=$(readlink -f "$path_java") || return 1
  use_jdk "${path_java%/bin/java}"
}

use_installed_jdk() { # tests set MVNW_ROOT to use another root directory
  for jdk_home in "${MVNW_ROOT-}"/usr/lib/jvm/* "${MVNW_ROOT-}"/usr/lib64/jvm/* "${MVNW_ROOT-}"/usr/java/* \
    "${MVNW_ROOT-}"/usr/local/lib/jvm/* "${MVNW_ROOT-}"/opt/java/* "${MVNW_ROOT-}"/opt/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    "${MVNW_ROOT-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${MVNW_ROOT-}"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    use_jdk "$jdk_home" && return
  done
  return 1
}

set +f # mvnw disables globbing
use_jdk "${JAVA_HOME-}" || use_jdk_of_path || use_installed_jdk || {
  echo "mvnw: no JDK $wanted_release or newer found; install one (apt-get install openjdk-$wanted_release-jdk-headless, or https://adoptium.net) or set JAVA_HOME to it" >&2
  exit 1
}
set -f
