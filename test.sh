#!/usr/bin/env bash
# Builds with warnings as errors, runs every test, then the kernels' and fingerprints' tests once more with narrower vector
# units. Ends with one line: N passed, N failed, N skipped. Needs the .NET 10 SDK; what else tests need, it installs (Debian).
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0 skipped=0
folder=$(mktemp -d)
log=$folder/log
trap 'rm -rf "$folder"' EXIT

count() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$log" | tail -n 1; }

# run NAME COMMAND...: one test run, its failures and last lines shown, its counts added. A run without counts is one failure.
run() {
    local name=$1
    shift
    echo "== $name"
    "$@" > "$log" 2>&1
    local status=$?
    grep -A 8 -E '^ *failed .*\(' "$log"
    grep -vE '^ +at |^$' "$log" | tail -n 40
    local p f s
    p=$(count succeeded) f=$(count failed) s=$(count skipped)
    if [ -z "$p" ] || { [ "$status" -ne 0 ] && [ "${f:-0}" -eq 0 ]; }; then
        f=$((${f:-0} + 1))
    fi
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
}

# later NAME COMMAND...: runs it behind everything else; "run NAME replay NAME" then shows and counts it.
later() {
    local name=$1
    shift
    nice -n 19 "$@" > "$folder/$name" 2>&1
    echo $? > "$folder/$name.status"
}

replay() {
    cat "$folder/$1"
    return "$(cat "$folder/$1.status")"
}

# PostgreSQL for the tests of the cluster's store; without it they are skipped and say so.
need_postgresql() {
    if ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || command -v initdb > /dev/null; then
        return
    fi
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
        echo "PostgreSQL is not installed; its tests are skipped (Debian: apt-get install postgresql)"
        return
    fi
    echo "== install postgresql"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends postgresql; } > "$log" 2>&1 || tail -n 5 "$log"
}

# libfaketime for the tests that set the clock of a silo; without it they are skipped and say so.
need_faketime() {
    if ls /usr/lib/*/faketime/libfaketimeMT.so.1 > /dev/null 2>&1; then
        return
    fi
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
        echo "libfaketime is not installed; its tests are skipped (Debian: apt-get install faketime)"
        return
    fi
    echo "== install faketime"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends faketime; } > "$log" 2>&1 || tail -n 5 "$log"
}

# Chromium for the tests of the live page; without it they are skipped and say so.
need_chromium() {
    if [ -x /usr/bin/chromium ]; then
        return
    fi
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
        echo "Chromium is not installed; the tests of the live page in it are skipped (Debian: apt-get install chromium)"
        return
    fi
    echo "== install chromium"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium; } > "$log" 2>&1 || tail -n 5 "$log"
}

# axe-core for the tests of the live page's accessibility, and ro-crate and Polars, which read exports; without them these tests are skipped
# and say so.
need_npm() {
    local package missing=()
    for package in axe-core@4.14.1 ro-crate@3.7.2 nodejs-polars@0.25.2 nodejs-polars-linux-x64-gnu@0.25.2; do
        [ -d "artifacts/npm/node_modules/${package%@*}" ] || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi
    if ! command -v npm > /dev/null && { [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; }; then
        echo "npm is not installed; the tests with axe-core, ro-crate and Polars are skipped (Debian: apt-get install npm)"
        return
    fi
    echo "== install ${missing[*]}"
    {
        command -v npm > /dev/null || { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends npm; }
        mkdir -p artifacts/npm && npm install --prefix artifacts/npm --no-audit --no-fund --ignore-scripts "${missing[@]}"
    } > "$log" 2>&1 || tail -n 5 "$log"
}

# NumPy, pandas and scikit-learn for the tests with other programs; without them they are skipped and say so.
need_python() {
    if /usr/bin/python3 -c "import numpy, pandas, sklearn" 2> /dev/null; then
        return
    fi
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
        echo "NumPy, pandas or scikit-learn is not installed; their tests are skipped (Debian: apt-get install python3-pandas python3-sklearn)"
        return
    fi
    echo "== install python3-pandas and python3-sklearn"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3-numpy python3-pandas python3-sklearn; } > "$log" 2>&1 \
        || tail -n 5 "$log"
}

finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}

need_postgresql
need_faketime
need_chromium
need_npm
need_python
echo "== build"
if ! dotnet build Symmetry.Distributed.sln --configuration Release --verbosity quiet > "$log" 2>&1; then
    grep -E 'error|warn' "$log" | sort -u | head -n 40
    failed=1
    finish
fi

# While others wait for silos to die. They print nothing of their own, and no time is judged.
engine=(dotnet test --project tests/Engine.Tests --configuration Release --no-build -- --filter-trait "bits=everywhere")
{
    later avx512-off env DOTNET_EnableAVX512F=0 DOTNET_EnableAVX512=0 "${engine[@]}"
    later avx2-off env DOTNET_EnableAVX2=0 "${engine[@]}"
    later no-vectors env DOTNET_EnableHWIntrinsic=0 "${engine[@]}"
} &

for project in tests/*.Tests; do
    run "$(basename "$project")" dotnet test --project "$project" --configuration Release --no-build
done

run "packages" tests/packages.sh

wait
run "bits with AVX-512 off" replay avx512-off
run "bits with AVX2 off" replay avx2-off
run "bits without vector units" replay no-vectors
finish
