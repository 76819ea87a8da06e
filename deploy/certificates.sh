#!/usr/bin/env bash
# Creates a certificate authority for the cluster and certificates signed by it:  certificates.sh FOLDER [NAME...]
# Each NAME gets NAME.pem and NAME.key; a name that begins with "client" gets a client certificate, any other name a silo certificate.
# The default names are silo and client. An existing authority is reused, so certificates can be renewed one by one.
# authority.key can grant access to the cluster: keep it away from the machines that run silos.
set -euo pipefail
folder=${1:?certificates.sh FOLDER [NAME...]}
shift
[ $# -gt 0 ] || set -- silo client
umask 077
mkdir -p "$folder"
cd "$folder"

if [ ! -f authority.key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 -subj "/CN=symmetry authority" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign" \
        -keyout authority.key -out authority.pem 2> /dev/null
fi

for name in "$@"; do
    case $name in client*) purposes=clientAuth ;; *) purposes=serverAuth,clientAuth ;; esac

    # Write to a temporary file and rename it, so that a running silo reads either the old or the new certificate.
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj "/CN=$name" -keyout "$name.key.new" 2> /dev/null |
        openssl x509 -req -CA authority.pem -CAkey authority.key -days 90 -out "$name.pem.new" 2> /dev/null \
            -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n' "$purposes")
    mv "$name.key.new" "$name.key"
    mv "$name.pem.new" "$name.pem"
    echo "$folder/$name.pem: $purposes, $(openssl x509 -in "$name.pem" -noout -enddate)"
done
