-- migrate:up
-- The place of a notification in the stream: given to what has been committed, by one process at a time, so that whoever
-- has read up to a place has missed nothing before it.
SET LOCAL lock_timeout = '5s';

ALTER TABLE notification ADD COLUMN position bigint;
-- Both are built in a moment on a table of this size, and the lock's time limit above holds here too.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX notification_unplaced ON notification (notification_id) WHERE position IS NULL;
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX notification_position ON notification (position);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX notification_stream ON notification (person_id, position);

-- What no release has asked anybody yet.
-- squawk-ignore ban-drop-column
ALTER TABLE preference DROP COLUMN digest;

-- migrate:down
ALTER TABLE notification DROP COLUMN position;
