-- migrate:up
-- Members of a body whom a case concerns themselves: what is told of it to the body is not for them. Nobody is known so far.
SET LOCAL lock_timeout = '5s';

CREATE TABLE left_out (
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (case_id, person_id)
);

-- migrate:down
DROP TABLE left_out;
