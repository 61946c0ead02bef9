#!/bin/bash
# Runs once, when the database volume is new. The roles are those of src/platform/database/prepare-database.ts:
# the owner migrates, the service owns nothing and cannot pass by row-level security.
set -euo pipefail
: "${OWNER_PASSWORD:?}" "${SERVICE_PASSWORD:?}"

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set owner_password="$OWNER_PASSWORD" --set service_password="$SERVICE_PASSWORD" --set name="$POSTGRES_DB" <<'SQL'
CREATE ROLE cohort_owner NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE LOGIN PASSWORD :'owner_password';
CREATE ROLE cohort_app NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE LOGIN PASSWORD :'service_password';
CREATE ROLE cohort_system NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
GRANT cohort_system TO cohort_owner;
ALTER DATABASE :"name" OWNER TO cohort_owner;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
GRANT CONNECT, TEMPORARY, CREATE ON DATABASE :"name" TO cohort_owner;
GRANT CONNECT ON DATABASE :"name" TO cohort_app;
ALTER SCHEMA public OWNER TO cohort_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
