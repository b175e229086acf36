-- migrate:up
-- Authors of ideas that were merged into another one, whose round may open later: across ideas events have no order.
SET LOCAL lock_timeout = '5s';

CREATE TABLE joined_authors (
    idea_id uuid PRIMARY KEY,
    person_ids uuid[] NOT NULL
);

-- migrate:down
DROP TABLE joined_authors;
