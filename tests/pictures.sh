#!/usr/bin/env bash
# Makes the two pictures of the README from real runs: the page of examples/learning-rates.yaml, and the report of the paper's sweep.
# Run it after a change of the views and look at the pictures. Needs Chromium and pngquant (Debian: apt-get install chromium pngquant).
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
max=150000
data=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server"
    wait
    rm -rf "$data"
}
trap finish EXIT

# picture NAME ADDRESS
picture() {
    local file=.github/$1.png
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$data/chromium" --window-size=1100,2150 \
        --screenshot="$data/$1.png" "$2" 2> "$data/log" || { cat "$data/log"; exit 1; }
    pngquant --force --strip --output "$file" 32 "$data/$1.png"
    local size
    size=$(stat --format %s "$file")
    echo "$file: $size bytes"
    [ "$size" -lt "$max" ] || { echo "$file: expected fewer than $max bytes"; exit 1; }
}

dotnet build src/Client --configuration Release --verbosity quiet
symmetry=artifacts/bin/Client/release/symmetry
"$symmetry" paper --quiet --data "$data/runs" > "$data/paper"
"$symmetry" run examples/learning-rates.yaml --quiet --data "$data/runs" > "$data/grid"
"$symmetry" report paper --to "$data/report.html" --data "$data/runs" --quiet
id=$("$symmetry" list --data "$data/runs" --json | grep -o 'learning-rates-[0-9a-f]*' | head -n 1)

"$symmetry" serve --quiet --data "$data/runs" > "$data/address" &
server=$!
until [ -s "$data/address" ]; do sleep 0.1; done
picture page "$(head -n 1 "$data/address")sweeps/$id?sort=accuracy&on=accuracy"
picture report "file://$data/report.html"
