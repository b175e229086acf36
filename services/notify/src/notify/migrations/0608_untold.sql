-- migrate:up
-- News for the authors of an idea of which nothing is known yet: its own event comes by another topic, and may come later.
SET LOCAL lock_timeout = '5s';

CREATE TABLE untold (
    cause uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    kind text NOT NULL,
    but uuid,
    last_day date,
    since timestamptz NOT NULL
);
CREATE INDEX untold_idea ON untold (idea_id);
CREATE INDEX untold_since ON untold (since);

-- migrate:down
DROP TABLE untold;
