#!/usr/bin/env bash
# Demonstrates on this machine that a cluster survives the loss of its silos:  demo.sh [SPEC.yaml]
# Starts a temporary PostgreSQL server (Debian's package, installed if it is missing and this runs as root) and three silos on loopback.
# Runs the sweep (by default that of the paper's tables) in one process, then on the cluster with kill -9 of one silo, of the
# coordinator's silo, and of all silos. Compares tables and fingerprints. All files are in a temporary folder. Takes a few minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
spec=${1:-examples/paper-claims.yaml}
folder=$(mktemp -d /tmp/symmetry-demo-XXXXXX)
port=${DEMO_PORT:-24000} # PostgreSQL; +1 to +3: silos, +11 to +13: clients, +21 to +23: health
clients=127.0.0.1:$((port + 11)),127.0.0.1:$((port + 12)),127.0.0.1:$((port + 13))
declare -A silo=()

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }

as_server() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

finish() {
    for pid in "${silo[@]}"; do kill -9 "$pid" 2> /dev/null || true; done
    [ ! -d "$folder/data" ] || as_server "$programs/pg_ctl" -D "$folder/data" -m immediate stop > /dev/null 2>&1 || true
    rm -rf "$folder"
}
trap finish EXIT

start_database() {
    programs=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2> /dev/null | tail -n 1)")
    if [ "$programs" = . ]; then
        [ "$(id -u)" -eq 0 ] || { echo "PostgreSQL is missing: apt-get install postgresql" >&2; exit 1; }
        say "installing PostgreSQL"
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends postgresql; } > /dev/null
        programs=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | tail -n 1)")
    fi
    chmod 755 "$folder"
    mkdir "$folder/data"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder/data"
    as_server "$programs/initdb" -D "$folder/data" -U symmetry -A trust -E UTF8 --no-locale > /dev/null
    as_server "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
        -o "-p $port -k $folder/data -c listen_addresses=127.0.0.1" start > /dev/null < /dev/null
    ask 'CREATE DATABASE symmetry' postgres > /dev/null
    export SYMMETRY_DATABASE="Host=127.0.0.1;Port=$port;Username=symmetry;Database=symmetry"
}

ask() { "$programs/psql" -h 127.0.0.1 -p "$port" -U symmetry -d "${2:-symmetry}" -At -c "$1"; }

rows() { ask 'SELECT count(*) FROM symmetry.results'; }

until_rows() { while [ "$(rows)" -lt "$1" ]; do sleep 0.2; done; }

start_silo() {
    "$bin/Silo/release/symmetry-silo" --slots 1 --silo-port $((port + $1)) --gateway-port $((port + 10 + $1)) \
        --health-port $((port + 20 + $1)) >> "$folder/silo$1.log" 2>&1 &
    silo[$1]=$!
    disown "$!"
}

until_ready() {
    for number in "${!silo[@]}"; do
        until curl -fs "http://127.0.0.1:$((port + 20 + number))/health/ready" > /dev/null; do
            kill -0 "${silo[$number]}" || { cat "$folder/silo$number.log"; exit 1; }
            sleep 0.2
        done
        kill -0 "${silo[$number]}" # make sure that no other program answered on its port
    done
}

# The silo that runs the coordinator: the one that last read the sweep from the store.
coordinator() { grep -H "SweepGrain: $id: .* trials are stored" "$folder"/silo?.log | sort -k 1.$((${#folder} + 12)) | tail -n 1 | sed -E 's/.*silo(.)\.log.*/\1/'; }

# kill_silos NUMBER...: kill -9, then print the time to the next new row.
kill_silos() {
    local number begun before
    begun=$(date +%s%N)
    for number in "$@"; do
        kill -9 "${silo[$number]}"
        unset "silo[$number]"
    done
    before=$(rows)
    if [ ${#silo[@]} -eq 0 ]; then start_silo 1; start_silo 2; start_silo 3; fi
    until_rows $((before + 1))
    say "  $before of $trials rows at the kill; the next one $((($(date +%s%N) - begun) / 1000000)) ms later"
    status
}

status() { "$symmetry" status "$id" --cluster "$clients" | sed 's/^/            /'; }

fingerprint() { sed -nE 's/.*"fingerprint": *"([0-9a-f]{64})".*/\1/p' "$1" | head -n 1; }

say "building"
bin=artifacts/bin
dotnet build src/Silo --configuration Release --verbosity quiet > /dev/null
dotnet build src/Client --configuration Release --verbosity quiet > /dev/null
symmetry=${SYMMETRY:-$bin/Client/release/symmetry}

say "running the sweep in one process"
"$symmetry" run "$spec" --data "$folder/alone" --quiet > /dev/null || [ $? -eq 3 ] # exit code 3: a claim of the specification does not hold
id=$("$symmetry" list --data "$folder/alone" | grep -oE '[A-Za-z0-9-]+-[0-9a-f]{8}' | head -n 1)
for format in json text csv; do "$symmetry" table "$id" --data "$folder/alone" --format $format > "$folder/alone.$format"; done

say "starting PostgreSQL on port $port and three silos"
start_database
"$bin/Silo/release/symmetry-silo" migrate
start_silo 1; start_silo 2; start_silo 3
until_ready
"$symmetry" submit "$spec" --cluster "$clients"
trials=$(ask 'SELECT trials FROM symmetry.sweeps')

until_rows $((trials / 10))
say "kill -9 one silo"
first=$(coordinator)
kill_silos $((first % 3 + 1))
sleep 5

until_rows $((trials / 4))
say "kill -9 the coordinator's silo"
kill_silos "$(coordinator)"

until_rows $((trials / 2))
say "kill -9 all silos, start three new ones"
kill_silos "${!silo[@]}"

"$symmetry" watch "$id" --cluster "$clients" > /dev/null
until_ready
status
for format in json text csv; do "$symmetry" table "$id" --cluster "$clients" --format $format > "$folder/cluster.$format"; done
cat "$folder/cluster.text"
say "one process  $(fingerprint "$folder/alone.json")"
say "cluster      $(fingerprint "$folder/cluster.json")"
for format in json text csv; do cmp "$folder/alone.$format" "$folder/cluster.$format"; done
say "the tables are identical, byte for byte"
