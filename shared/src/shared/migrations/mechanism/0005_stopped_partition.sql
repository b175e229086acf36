-- migrate:up
-- A partition with too many dead letters in a row stops until an operator lets it go on. The count and the stop lie
-- beside the offset and move with it, so neither a restart nor another process forgets them.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consumer_offset
    ADD COLUMN dead_in_a_row integer NOT NULL DEFAULT 0,
    ADD COLUMN stopped_at timestamptz;

-- migrate:down
ALTER TABLE consumer_offset DROP COLUMN stopped_at, DROP COLUMN dead_in_a_row;
