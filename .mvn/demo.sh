#!/bin/sh
# Run by mvnw for -Pdemo: prints one line per phase instead of Maven's output, which goes to target/demo/build.log, and what to do
# when a phase fails. Its first argument is mvnw; the others are Maven's.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
log=$root/target/demo/build.log
began=$(date +%s)
phase=download

say() { printf '%4d s  %s\n' $(($(date +%s) - began)) "$1"; }

enter() { # PHASE TEXT
  phase=$1
  say "$2"
}

advice() { # one sentence for the phase that failed
  if grep -qE 'Could not (transfer|find|resolve)|Failed to fetch|Non-resolvable|could not be resolved|offline mode' "$log"; then
    echo "A download failed: check the network connection and the mirrors in ~/.m2/settings.xml, then run ./mvnw -Pdemo again."
    return
  fi
  case $phase in
  download) echo "Maven did not start the build: see $log." ;;
  demo) echo "The demo did not get to its end: the lines above and the logs in $root/target/demo say why." ;;
  *) echo "The step \"$phase\" failed: see $log, or run ./mvnw verify for the full output of the build." ;;
  esac
}

fail() { # EXIT_CODE
  [ "$phase" = demo ] || grep -m 1 -E '^\[ERROR\] .*(\.java:|Non-resolvable|Failed to execute|Failed to fetch)' "$log" | cut -c 9-300
  advice
  exit "$1"
}

# One line of Maven's output. The last one is the exit code of Maven.
handle() {
  case $1 in
  'exit code '*)
    [ "$1" = 'exit code 0' ] || fail "${1##* }"
    ;;
  *'--- enforcer:'*) enter download "Downloading the libraries that are missing" ;;
  *'--- compiler:'*':compile '*) enter compile "Compiling the functions" ;;
  *'--- compiler:'*':testCompile '*) enter compile "Compiling the demo" ;;
  *'--- quarkus:'*':build '*) enter package "Packaging the functions" ;;
  *'--- exec:'*'(demo)'*) enter demo "Starting Ceph and the functions" ;;
  '[INFO]'* | '[WARNING]'* | '[ERROR]'*) ;;
  *) [ "$phase" != demo ] || printf '%s\n' "$1" ;;
  esac
}

say "Installing Ceph's packages if they are missing"
"$root/src/dev/ceph/install" >&2 || exit 1
mkdir -p "${log%/*}"
say "Downloading Maven and the plugins that are missing"
{
  MVNW_DEMO=running "$@" 2>&1
  code=$?
  rm -rf "$root/target/maven-status" # the next build compiles again, with the checks that the demo omits
  echo "exit code $code"
} | {
  exec 3>"$log"
  while IFS= read -r line; do
    printf '%s\n' "$line" >&3
    handle "$line"
  done
}
