#!/usr/bin/env bash
# Makes every table of README.md anew and prints them as Markdown: the FMA peak and whole trainings, with those of an earlier commit in
# the same process; plain loops; other programs; grids; slots; commands from start to exit. Linux; takes about 15 minutes on an idle machine.
# A step that fails says so on stderr, and the others go on. Usage: table.sh [--rounds N] [--core N]
set -uo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
earlier=c330c5b
rounds=9
core=$(($(nproc) - 1))
while [ $# -gt 0 ]; do
    case $1 in
        --rounds) rounds=$2 ;;
        --core) core=$2 ;;
        *)
            echo "Unknown option '$1'. Valid options: --rounds N, --core N." >&2
            exit 2
            ;;
    esac
    shift 2
done

place=$(mktemp -d)
failed=0
finish() {
    git worktree remove --force "$place/earlier" 2> /dev/null
    rm -rf "$place"
    exit "$failed"
}
trap finish EXIT

# step WHAT COMMAND...: says what starts, and what failed.
step() {
    local what=$1
    shift
    echo "$(date +%H:%M:%S) $what" >&2
    "$@" || { echo "Failed: $what" >&2; failed=1; return 1; }
}

benchmarks=artifacts/bin/Benchmarks/release/Symmetry.Benchmarks.dll
run() { dotnet "$benchmarks" "$@" --rounds "$rounds"; }
pinned() { taskset -c "$core" dotnet "$benchmarks" "$@" --rounds "$rounds"; }
quietly() { "$@" >&2; }
publish_earlier() {
    quietly dotnet publish "$place/earlier/src/Client" --configuration Release --runtime linux-x64 --no-self-contained \
        -p:PublishReadyToRun=true --output "$place/program" --verbosity quiet
}

step "install other programs" quietly tests/Benchmarks/peers/install.sh
step "build" quietly dotnet build tests/Benchmarks --configuration Release --verbosity quiet || exit
step "check out $earlier" quietly git worktree add --quiet --detach "$place/earlier" "$earlier" || exit
step "build $earlier" quietly dotnet build "$place/earlier/tests/Benchmarks" --configuration Release --output "$place/benchmarks" --verbosity quiet || exit
step "publish $earlier" publish_earlier || exit

echo "**The machine**: $(nproc) cores of $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), .NET $(dotnet --version | cut -d. -f1),"
echo "commit $(git rev-parse --short HEAD), medians of $rounds rounds; \"earlier\" is $earlier."
echo
step "trainings" pinned engine --peer "$place/benchmarks/Symmetry.Benchmarks.dll"
echo "With AVX-512 disabled:"
step "a training without AVX-512" env DOTNET_EnableAVX512=0 taskset -c "$core" dotnet "$benchmarks" engine --case "sgd, batch 32" --rounds "$rounds"
# On one core the plain loops would wait for their optimised code.
step "plain loops" env DOTNET_TieredCompilation=0 taskset -c "$core" dotnet "$benchmarks" plain --rounds "$rounds"
step "other programs" run peers --core "$core"
step "grids" pinned together
step "slots" run scaling
step "commands from start to exit" run start --peer "$place/program/symmetry"
