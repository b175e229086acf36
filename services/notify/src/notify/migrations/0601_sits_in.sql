-- migrate:up
-- Substitutes who sit in for a member of a body in a case: they are told what the body is told.
SET LOCAL lock_timeout = '5s';

CREATE TABLE sits_in (
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    last_day date,
    PRIMARY KEY (case_id, person_id)
);

-- migrate:down
DROP TABLE sits_in;
