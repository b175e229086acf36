-- migrate:up
-- Who may see a plan, as its idea says; authors of merged ideas; answers that were corrected: what a task keeps now, and
-- what became of it. Checks are widened, so no row that exists can break them (0505 validates them).
SET LOCAL lock_timeout = '5s';

CREATE TABLE known_idea (
    idea_id uuid PRIMARY KEY,
    unit_only boolean NOT NULL,
    unit_id uuid,
    remit_id uuid,
    author_ids uuid [] NOT NULL
);
-- Plans from before were shown to all; of their ideas nothing else is known.
INSERT INTO known_idea (idea_id, unit_only, author_ids) SELECT
    idea_id,
    false,
    author_ids
FROM plan;

CREATE TABLE merged_author (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);

ALTER TABLE task
ADD COLUMN terms text,
DROP CONSTRAINT task_state_known,
ADD CONSTRAINT task_state_is_known CHECK (
    state IN ('planned', 'started', 'blocked', 'done', 'verified', 'dropped')
) NOT VALID;

ALTER TABLE plan
DROP CONSTRAINT plan_state_known,
ADD CONSTRAINT plan_state_is_known CHECK (
    state IN ('prepared', 'open', 'implemented', 'completed', 'stopped', 'withdrawn')
) NOT VALID;

CREATE TABLE task_note (
    task_id uuid NOT NULL REFERENCES task (task_id),
    noted_at timestamptz NOT NULL,
    kind text NOT NULL,
    note text NOT NULL
);
CREATE INDEX task_note_task ON task_note (task_id, noted_at);

ALTER TABLE promise ADD COLUMN correction text;

-- migrate:down
ALTER TABLE promise DROP COLUMN correction;
DROP TABLE task_note;
ALTER TABLE task DROP COLUMN terms;
DROP TABLE merged_author;
DROP TABLE known_idea;
