#!/usr/bin/env bash
# Rebuilds digits.csv.gz, byte for byte, from Debian's package python3-sklearn, and checks its checksum.
# Source: E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998
# (its 1,797-image test part), doi:10.24432/C50P49, licence CC BY 4.0. Each line: 64 pixels 0..16, then the digit.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download python3-sklearn
dpkg-deb --fsys-tarfile python3-sklearn_*.deb |
    tar -xO ./usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz > digits.csv.gz
echo "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a  digits.csv.gz" | sha256sum --check
cp digits.csv.gz "$here/digits.csv.gz"
