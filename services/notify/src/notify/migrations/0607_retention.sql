-- migrate:up
-- What is old goes; notices on which a period set by law depends stay as long as a case of their idea is open. When a
-- case that is known already was closed is taken from the news of it.
SET LOCAL lock_timeout = '5s';

ALTER TABLE known_case ADD COLUMN closed_at timestamptz;

UPDATE known_case k SET closed_at = n.created_at
FROM notification n
WHERE n.kind IN ('case.closed', 'case.withdrawn') AND n.open_to @> ARRAY['case:' || k.case_id];

-- Two small tables are walked by these; they are built in a moment, within the time limit above.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX notification_created ON notification (created_at);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX known_case_idea ON known_case (idea_id);

-- migrate:down
DROP INDEX known_case_idea;
DROP INDEX notification_created;
ALTER TABLE known_case DROP COLUMN closed_at;
