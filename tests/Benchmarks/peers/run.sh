#!/usr/bin/env bash
# Prints the table of peers in tests/Benchmarks/README.md: one training job in our engine and in other programs, in alternation
# on one core. Linux. On Debian, as root, it installs what is missing; elsewhere it says what is missing and leaves that out.
# Usage: run.sh [--rounds N] [--core N]
set -euo pipefail
cd "$(dirname "$0")/../../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

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

dotnet build tests/Benchmarks --configuration Release --verbosity quiet >&2
dotnet artifacts/bin/Benchmarks/release/Symmetry.Benchmarks.dll peers "$@"
