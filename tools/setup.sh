#!/bin/sh
# Installs the packages of packages.txt that are missing. Uses sudo when not root. Says what it does; does nothing twice.
set -eu
cd "$(dirname "$0")/.."
missing=""
for package in $(sed 's/#.*//' packages.txt); do
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
    missing="$missing $package"
  fi
done
if [ -z "$missing" ]; then
  echo "setup: all packages of packages.txt are installed"
  exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "setup: error: packages are missing and there is no sudo. As root, run: apt-get install$missing" >&2
    exit 1
  fi
  as_root="sudo"
fi
echo "setup: installing$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
echo "setup: done"
