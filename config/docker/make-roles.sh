#!/bin/sh
# Run once by the database container, on its empty data folder: the two roles and the database.
set -eu
psql -q -X -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" \
    -U "${POSTGRES_USER:-postgres}" -d "${POSTGRES_DB:-postgres}" <<'SQL'
CREATE ROLE ket_nghia_owner LOGIN PASSWORD :'owner';
CREATE ROLE ket_nghia_app LOGIN PASSWORD :'app';
CREATE DATABASE ket_nghia OWNER ket_nghia_owner;
SQL
