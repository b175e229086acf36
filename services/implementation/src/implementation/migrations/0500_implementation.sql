-- migrate:up
-- Plans with tasks and benefits, and the lock: which bodies must still be heard before anything may start.
SET LOCAL lock_timeout = '5s';

-- One row an idea and body that must be heard. A closing may arrive before its requirement (they come by two topics):
-- then the row is there already, closed.
CREATE TABLE duty (
    idea_id uuid NOT NULL,
    body_id uuid NOT NULL,
    case_id uuid,
    state text NOT NULL CHECK (state IN ('open', 'closed')),
    result text,
    PRIMARY KEY (idea_id, body_id)
);

CREATE TABLE plan (
    idea_id uuid PRIMARY KEY,
    title text NOT NULL,
    author_ids uuid[] NOT NULL,
    state text NOT NULL CHECK (state IN ('prepared', 'open', 'implemented', 'completed')),
    version bigint NOT NULL,
    opened_at timestamptz
);

CREATE TABLE task (
    task_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL REFERENCES plan (idea_id),
    title text NOT NULL,
    owner_id uuid NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('planned', 'started', 'done', 'verified')),
    verified_by uuid
);
CREATE INDEX task_idea ON task (idea_id);
CREATE INDEX task_owner ON task (owner_id) WHERE state IN ('planned', 'started');

CREATE TABLE benefit (
    benefit_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL REFERENCES plan (idea_id),
    kind text NOT NULL,
    unit text NOT NULL,
    forecast numeric NOT NULL,
    measured numeric,
    measured_by uuid,
    state text NOT NULL CHECK (state IN ('forecast', 'measured', 'verified')),
    verified_by uuid
);
CREATE INDEX benefit_idea ON benefit (idea_id);

-- migrate:down
DROP TABLE benefit;
DROP TABLE task;
DROP TABLE plan;
DROP TABLE duty;
