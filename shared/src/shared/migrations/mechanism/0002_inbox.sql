-- migrate:up
-- What has been taken from Kafka. PostgreSQL, not Kafka, is the authority for offsets: both move in the handler's
-- transaction, so an event takes effect exactly once.
SET LOCAL lock_timeout = '5s';

-- One row an event applied, parked or dead-lettered. Ids are version 7, so a day is a range of ids.
CREATE TABLE inbox (
    event_id uuid NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (event_id)
) PARTITION BY RANGE (event_id);

CREATE TABLE consumer_offset (
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);

-- An event whose handler failed, and every later event of the same key behind it: order within the key is kept,
-- other keys flow. The head of a key (its lowest position) is retried when due.
CREATE TABLE parked (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    key bytea,
    event_id uuid NOT NULL,
    type text NOT NULL,
    headers jsonb NOT NULL,
    payload bytea,
    recorded_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'held')),
    next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_error text,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    redrives integer NOT NULL DEFAULT 0,
    UNIQUE (topic, partition, "offset")
);
CREATE INDEX parked_key ON parked (topic, key, "offset");
CREATE INDEX parked_due ON parked (next_attempt_at) WHERE state = 'waiting';

-- What no retry cures, or what failed too often. The record itself also went to <topic>.<group>.dlq.
CREATE TABLE dead_letter (
    id uuid PRIMARY KEY,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    key bytea,
    event_id uuid,
    type text,
    headers jsonb NOT NULL,
    payload bytea,
    recorded_at timestamptz NOT NULL,
    reason text NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    first_failed_at timestamptz NOT NULL,
    died_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    redrives integer NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'redriven', 'discarded')),
    settled_at timestamptz,
    settled_by uuid
);
CREATE INDEX dead_letter_open ON dead_letter (died_at) WHERE state = 'open';

-- migrate:down
DROP TABLE dead_letter;
DROP TABLE parked;
DROP TABLE consumer_offset;
DROP TABLE inbox;
