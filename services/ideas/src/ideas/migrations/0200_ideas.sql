-- migrate:up
-- Ideas with their status, the duties to consult that hold a decision back, and the timeline of everything heard and done.
SET LOCAL lock_timeout = '5s';

CREATE SEQUENCE idea_number;

CREATE TABLE idea (
    idea_id uuid PRIMARY KEY,
    number bigint UNIQUE,
    title text NOT NULL,
    body text NOT NULL,
    language text NOT NULL,
    author_id uuid NOT NULL,
    unit_id uuid,
    status text NOT NULL,
    priority_at timestamptz,
    version bigint NOT NULL,
    edition bigint NOT NULL,
    screen jsonb,
    decision jsonb,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX idea_newest ON idea (idea_id DESC) WHERE status <> 'draft';
CREATE INDEX idea_status ON idea (status, idea_id DESC);
CREATE INDEX idea_author ON idea (author_id, idea_id DESC);

CREATE TABLE duty (
    idea_id uuid NOT NULL,
    body_id uuid NOT NULL,
    result text,
    PRIMARY KEY (idea_id, body_id)
);

CREATE TABLE timeline (
    entry_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    by uuid,
    ignored text
);
CREATE INDEX timeline_idea ON timeline (idea_id, entry_id);

-- migrate:down
DROP TABLE timeline;
DROP TABLE duty;
DROP TABLE idea;
DROP SEQUENCE idea_number;
