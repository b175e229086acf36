-- migrate:up
-- Cases, their packages, rooms, opinions and answers. A room's texts never leave this database.
SET LOCAL lock_timeout = '5s';

CREATE TABLE consultation (
    case_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    body_id uuid NOT NULL,
    title text NOT NULL,
    measure text NOT NULL,
    rights jsonb NOT NULL,
    urgent boolean NOT NULL,
    regime text,
    state text NOT NULL CHECK (state IN ('waiting', 'prepared', 'provided', 'running', 'opinion', 'closed')),
    result text,
    package_version integer NOT NULL DEFAULT 0,
    received_at timestamptz,
    clock jsonb,
    opinion jsonb,
    answers jsonb NOT NULL DEFAULT '{}',
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (idea_id, body_id)
);
CREATE INDEX consultation_waiting ON consultation (body_id) WHERE state = 'waiting';

CREATE TABLE package (
    case_id uuid NOT NULL REFERENCES consultation (case_id),
    package_version integer NOT NULL,
    content jsonb NOT NULL,
    provided_by uuid NOT NULL,
    provided_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, package_version)
);

CREATE TABLE message (
    message_id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES consultation (case_id),
    room text NOT NULL CHECK (room IN ('representatives', 'management', 'joint')),
    author_id uuid NOT NULL,
    body text NOT NULL,
    mentions uuid[] NOT NULL,
    posted_at timestamptz NOT NULL
);
CREATE INDEX message_room ON message (case_id, room, message_id);

-- migrate:down
DROP TABLE message;
DROP TABLE package;
DROP TABLE consultation;
