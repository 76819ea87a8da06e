#!/usr/bin/env bash
# Installs the programs that our engine is compared with: on Debian, as root; elsewhere it says what is missing and left out of the table.
set -euo pipefail

# need PACKAGE COMMAND...: the package is missing if the command fails.
need() {
    local package=$1
    shift
    "$@" > /dev/null 2>&1 || missing+=("$package")
}

has_module() { /usr/bin/python3 -c "import importlib.util as u; exit(u.find_spec('$1') is None)"; }

missing=()
need gcc gcc --version
need libfann-dev test -e /usr/include/fann.h
need libopenblas0-pthread compgen -G '/usr/lib/*/openblas-pthread'
need python3-sklearn has_module sklearn
need python3-torch has_module torch
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
        echo "Installing ${missing[*]}" >&2
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "${missing[@]}" >&2
    else
        echo "Missing, and left out of the table: ${missing[*]} (Debian packages; apt-get install ${missing[*]})" >&2
    fi
fi
