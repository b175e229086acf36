-- migrate:up
-- This service's own copy of people.v1, which carries the full state of each key (shared.directory).
SET LOCAL lock_timeout = '5s';

CREATE TABLE directory_person (
    person_id uuid PRIMARY KEY,
    display_name text NOT NULL,
    email text,
    locale text NOT NULL,
    unit_id uuid,
    manager_id uuid,
    employed boolean NOT NULL,
    roles jsonb NOT NULL,
    mandates jsonb NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX directory_person_unit ON directory_person (unit_id);
CREATE INDEX directory_person_roles ON directory_person USING gin (roles jsonb_path_ops);
CREATE INDEX directory_person_mandates ON directory_person USING gin (mandates jsonb_path_ops);

CREATE TABLE directory_unit (
    unit_id uuid PRIMARY KEY,
    names jsonb NOT NULL,
    parent_id uuid,
    seat text NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE directory_body (
    body_id uuid PRIMARY KEY,
    names jsonb NOT NULL,
    kind text NOT NULL,
    scope_unit_ids uuid[] NOT NULL,
    regime text NOT NULL,
    calendar_id uuid,
    version bigint NOT NULL
);

CREATE TABLE directory_calendar (
    calendar_id uuid PRIMARY KEY,
    calendar jsonb NOT NULL,
    version bigint NOT NULL
);

-- migrate:down
DROP TABLE directory_calendar;
DROP TABLE directory_body;
DROP TABLE directory_unit;
DROP TABLE directory_person;
