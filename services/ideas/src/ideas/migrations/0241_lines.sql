-- migrate:up
-- What a line of a list shows is kept and not counted for each reader: how many comments there are. What somebody endorses is
-- told by an index alone. What must be answered is listed by its last day.
-- The indexes are made in place: one is as long as there are ideas that wait for an answer, the other takes the place of one
-- of the same length, and there are few rows before the first release.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
SET LOCAL lock_timeout = '5s';

ALTER TABLE idea ADD COLUMN comments integer NOT NULL DEFAULT 0;
UPDATE idea SET
    comments = (SELECT count(*) FROM comment AS said WHERE said.idea_id = idea.idea_id AND said.text IS NOT NULL);

CREATE INDEX idea_due ON idea (due_on, idea_id) WHERE due_on IS NOT NULL;
CREATE INDEX endorsement_given ON endorsement (person_id, idea_id) WHERE given;
DROP INDEX endorsement_person;

-- migrate:down
CREATE INDEX endorsement_person ON endorsement (person_id) WHERE given;
DROP INDEX endorsement_given;
DROP INDEX idea_due;
ALTER TABLE idea DROP COLUMN comments;
