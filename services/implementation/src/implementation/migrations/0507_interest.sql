-- migrate:up
-- Who has an interest in an idea: they neither measure nor verify what comes of it. The version before heard of none.
SET LOCAL lock_timeout = '5s';

CREATE TABLE interest (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);

-- migrate:down
DROP TABLE interest;
