-- migrate:up
-- The in-app inbox, and who follows which idea (authors from submission on).
SET LOCAL lock_timeout = '5s';

CREATE TABLE follower (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    why text NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);

-- What is known of an idea so far, to name it in a sentence; titles come by several topics in any order.
CREATE TABLE known_idea (
    idea_id uuid PRIMARY KEY,
    title text NOT NULL
);

CREATE TABLE notification (
    notification_id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    idea_id uuid NOT NULL,
    kind text NOT NULL,
    why text NOT NULL,
    link text NOT NULL,
    cause uuid NOT NULL,
    created_at timestamptz NOT NULL,
    read_at timestamptz,
    UNIQUE (cause, person_id)
);
CREATE INDEX notification_inbox ON notification (person_id, notification_id DESC);

-- migrate:down
DROP TABLE notification;
DROP TABLE known_idea;
DROP TABLE follower;
