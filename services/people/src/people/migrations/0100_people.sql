-- migrate:up
-- Persons, units, bodies and calendars as HR told them. References are kept as the HR system's own ids: what they name
-- may come later. `published` is the full state last told on people.v1; it is told again only when it differs.
SET LOCAL lock_timeout = '5s';

CREATE TABLE entity (
    kind text NOT NULL CHECK (kind IN ('person', 'unit', 'body', 'calendar')),
    external_id text NOT NULL,
    entity_id uuid NOT NULL UNIQUE,
    data jsonb NOT NULL,
    refs text[] NOT NULL,
    effective_on date NOT NULL,
    version bigint NOT NULL,
    published jsonb,
    PRIMARY KEY (kind, external_id)
);
CREATE INDEX entity_refs ON entity USING gin (refs);
CREATE INDEX entity_name ON entity (kind, (published ->> 'display_name'), entity_id);

CREATE TABLE role_held (
    person_external_id text NOT NULL,
    role text NOT NULL,
    unit_external_id text,
    PRIMARY KEY (person_external_id, role)
);

CREATE TABLE mandate (
    mandate_id uuid PRIMARY KEY,
    person_external_id text NOT NULL,
    body_external_id text NOT NULL,
    role text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    UNIQUE (person_external_id, body_external_id, starts_on)
);
CREATE INDEX mandate_body ON mandate (body_external_id);

-- HR events whose day has not come.
CREATE TABLE future_change (
    change_id uuid PRIMARY KEY,
    type text NOT NULL,
    payload jsonb NOT NULL
);

-- migrate:down
DROP TABLE future_change;
DROP TABLE mandate;
DROP TABLE role_held;
DROP TABLE entity;
