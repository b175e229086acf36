-- migrate:up
-- Who has an interest in an idea: nobody asks them to judge it, or what comes of it. The worker of ideas tells those known so far.
SET LOCAL lock_timeout = '5s';

CREATE TABLE barred (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);

-- migrate:down
DROP TABLE barred;
