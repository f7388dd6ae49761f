# Sourced by mvnw: points JAVA_HOME at a JDK of release 25 or newer, so that the default `java` of the machine may be older.
# Looks at JAVA_HOME, then at the java on PATH, then where packages and version managers put JDKs.
# The release is read from the JDK's own "release" file: no JVM is started to ask.

wanted_release=25

jdk_release() { # HOME: prints the feature release of the JDK there; fails when there is no JDK
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | grep .
}

jdk_is_new_enough() {
  found_release=$(jdk_release "$1") && [ "$found_release" -ge "$wanted_release" ]
}

jdk_of_path() { # the home of the java on PATH, through its symbolic links
  path_java=$(command -v java) || return 1
  path_java=$(readlink -f "$path_java") || return 1
  dirname "$(dirname "$path_java")"
}

jdk_candidates() {
  [ -z "${JAVA_HOME-}" ] || printf '%s\n' "$JAVA_HOME"
  jdk_of_path || :
  set +f
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/lib/jvm/* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ ! -d "$home" ] || printf '%s\n' "$home"
  done
  set -f
}

find_jdk() {
  jdk_candidates | while IFS= read -r candidate; do
    if jdk_is_new_enough "$candidate"; then
      printf '%s\n' "$candidate"
      break
    fi
  done
}

JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ]; then
  echo "mvnw: no JDK $wanted_release or newer found; install one (apt-get install openjdk-25-jdk-headless, or https://adoptium.net) or set JAVA_HOME to it" >&2
  exit 1
fi
export JAVA_HOME
