-- migrate:up
-- Events wait here, written in the transaction that made them true. Insert-only: never updated, never deleted row by row.
-- Whole partitions are dropped once every reader is past them (shared.maintenance).
SET LOCAL lock_timeout = '5s';

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY,
    shard smallint NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    event_id uuid NOT NULL,
    topic text NOT NULL,
    key bytea,
    type text,
    schema_version smallint,
    subject text,
    aggregate_version bigint,
    occurred_at timestamptz NOT NULL,
    traceparent text,
    tracestate text,
    headers jsonb,
    payload bytea CHECK (octet_length(payload) <= 921600),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);

CREATE INDEX outbox_shard_xid ON outbox (shard, xid);

-- Where the relay of a shard stands: everything visible in prev_snapshot is acknowledged by Kafka. While a
-- difference longer than one page is being sent, page_snapshot is its end and page_last_id the last id sent.
CREATE TABLE outbox_cursor (
    shard smallint PRIMARY KEY,
    prev_snapshot pg_snapshot NOT NULL,
    page_snapshot pg_snapshot,
    page_last_id bigint,
    epoch bigint NOT NULL DEFAULT 0,
    owner text,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

INSERT INTO outbox_cursor (shard, prev_snapshot) VALUES (0, pg_current_snapshot());

-- migrate:down
DROP TABLE outbox_cursor;
DROP TABLE outbox;
