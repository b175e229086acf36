-- migrate:up
-- What somebody owes, until they have acted or need not any more; a waiting deadline of the row reminds them. A
-- notification may name the last day on which its reader may act.
SET LOCAL lock_timeout = '5s';

CREATE TABLE duty (
    duty_id uuid PRIMARY KEY,
    kind text NOT NULL,
    of_id uuid NOT NULL,
    idea_id uuid NOT NULL,
    within_id uuid,
    person_id uuid,
    role text,
    body_id uuid,
    case_id uuid,
    link text NOT NULL,
    asked_at timestamptz NOT NULL,
    asked_by uuid NOT NULL,
    last_day date
);
CREATE INDEX duty_of ON duty (of_id);
CREATE INDEX duty_within ON duty (within_id);
CREATE INDEX duty_person ON duty (person_id);

ALTER TABLE notification ADD COLUMN last_day date;

-- migrate:down
ALTER TABLE notification DROP COLUMN last_day;
DROP TABLE duty;
