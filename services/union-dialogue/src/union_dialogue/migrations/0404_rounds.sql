-- migrate:up
-- An idea may be consulted on more than once, each time one open case a body; words of the system in a room have no
-- author; who may contest, and who has. A worker of the version before adds no case any more: it tries again until it is
-- replaced.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consultation
ADD COLUMN round integer NOT NULL DEFAULT 1,
DROP CONSTRAINT consultation_idea_id_body_id_key;

-- One row a consultation: the table is read over in milliseconds, and the lock's time limit above holds here too.
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX consultation_round ON consultation (idea_id, body_id, round);
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX consultation_one_open ON consultation (idea_id, body_id) WHERE state <> 'closed';

-- The version before shows no message without an author; it writes none.
-- squawk-ignore ban-drop-not-null
ALTER TABLE message ALTER COLUMN author_id DROP NOT NULL;
ALTER TABLE message ADD COLUMN notice text;

DELETE FROM exemption WHERE EXISTS (SELECT FROM consultation WHERE consultation.idea_id = exemption.idea_id);
ALTER TABLE exemption
ADD COLUMN body_ids uuid [],
ADD COLUMN contested_by uuid [] NOT NULL DEFAULT '{}';

-- migrate:down
ALTER TABLE exemption DROP COLUMN body_ids, DROP COLUMN contested_by;
