-- migrate:up
-- Tasks in an order, blocked, or kept for a promise; milestones; the author's part; promises of answers to opinions;
-- an honest end. Checks are widened, so no row that exists can break them (0502 validates them).
SET LOCAL lock_timeout = '5s';

ALTER TABLE plan
ADD COLUMN learned text,
DROP CONSTRAINT plan_state_check,
ADD CONSTRAINT plan_state_known CHECK (
    state IN ('prepared', 'open', 'implemented', 'completed', 'stopped')
) NOT VALID;

-- The code of before shows a task without owner or day as such; it makes none.
-- squawk-ignore ban-drop-not-null
ALTER TABLE task ALTER COLUMN owner_id DROP NOT NULL;
-- squawk-ignore ban-drop-not-null
ALTER TABLE task ALTER COLUMN due_on DROP NOT NULL;

ALTER TABLE task
ADD COLUMN depends_on uuid[] NOT NULL DEFAULT '{}',
ADD COLUMN blocked_because text,
ADD COLUMN source text NOT NULL DEFAULT 'plan' CHECK (source IN ('plan', 'condition', 'response-point')),
ADD COLUMN case_id uuid,
ADD COLUMN point integer,
ADD COLUMN version bigint NOT NULL DEFAULT 1,
DROP CONSTRAINT task_state_check,
ADD CONSTRAINT task_state_known CHECK (
    state IN ('planned', 'started', 'blocked', 'done', 'verified')
) NOT VALID;

ALTER TABLE benefit ADD COLUMN measure_on date, ADD COLUMN evidence text;

CREATE TABLE milestone (
    milestone_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL REFERENCES plan (idea_id),
    title text NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('planned', 'missed', 'reached')),
    reached_on date
);
CREATE INDEX milestone_idea ON milestone (idea_id);

CREATE TABLE offer (
    offer_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL REFERENCES plan (idea_id),
    person_id uuid NOT NULL,
    manager_id uuid,
    part text NOT NULL,
    hours integer NOT NULL CHECK (hours > 0),
    state text NOT NULL CHECK (state IN ('offered', 'released', 'accepted', 'declined', 'not-released')),
    reason text
);
CREATE INDEX offer_idea ON offer (idea_id);

-- A point may be answered before there is a plan: then the plan takes it up when it opens.
CREATE TABLE promise (
    case_id uuid NOT NULL,
    number integer NOT NULL,
    idea_id uuid NOT NULL,
    demand text NOT NULL,
    answer text CHECK (answer IN ('adopted', 'partly', 'not-adopted')),
    reason text,
    task_id uuid,
    PRIMARY KEY (case_id, number)
);
CREATE INDEX promise_idea ON promise (idea_id);

-- migrate:down
DROP TABLE promise;
DROP TABLE offer;
DROP TABLE milestone;
ALTER TABLE benefit DROP COLUMN measure_on, DROP COLUMN evidence;
ALTER TABLE plan DROP COLUMN learned;
