#!/bin/sh
# PostgreSQL in /data: made at the first start, with the administrator's password from PASSWORD_FILE. Options go to the server.
set -eu
if [ ! -s /data/postgres/PG_VERSION ]; then
    rm -rf /data/new
    initdb -D /data/new -U postgres --pwfile="$PASSWORD_FILE" --encoding=UTF8 --locale=C --locale-provider=builtin \
        --builtin-locale=PG_UNICODE_FAST --data-checksums --auth-host=scram-sha-256 --auth-local=scram-sha-256
    echo 'host all all all scram-sha-256' >> /data/new/pg_hba.conf
    mv /data/new /data/postgres
fi
chmod 700 /data/postgres  # a volume's group may write after it was mounted again, and PostgreSQL then refuses to start
exec postgres -D /data/postgres -c listen_addresses='*' -c unix_socket_directories='' "$@"
