-- migrate:up
-- Rounds may be late, calibrate and be cancelled; assignments have a day of their own; conflicts of interest that the
-- scheme office knows of; notes among reviewers. The checks are widened, so no row that exists can break them.
SET LOCAL lock_timeout = '5s';

ALTER TABLE round
ADD COLUMN opened_by uuid,
ADD COLUMN overdue boolean NOT NULL DEFAULT false,
ADD COLUMN calibrate_until date,
DROP CONSTRAINT round_state_check,
ADD CONSTRAINT round_state_known CHECK (state IN ('open', 'calibrating', 'concluded', 'cancelled')) NOT VALID;

ALTER TABLE assignment
ADD COLUMN due_on date,
ADD COLUMN escalated boolean NOT NULL DEFAULT false,
DROP CONSTRAINT assignment_state_check,
ADD CONSTRAINT assignment_state_known CHECK (
    state IN ('assigned', 'drafted', 'submitted', 'conflicted', 'released')
) NOT VALID;

CREATE TABLE exclusion (
    round_id uuid NOT NULL REFERENCES round (round_id),
    person_id uuid NOT NULL,
    ground text NOT NULL CHECK (ground IN ('beneficiary', 'close-relation', 'other')),
    noted_by uuid NOT NULL,
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (round_id, person_id)
);

-- Whose note it is, only this table knows: readers see the number of the assignment in its round.
CREATE TABLE note (
    note_id uuid PRIMARY KEY,
    round_id uuid NOT NULL REFERENCES round (round_id),
    assignment_id uuid NOT NULL REFERENCES assignment (assignment_id),
    text text NOT NULL,
    written_at timestamptz NOT NULL
);
CREATE INDEX note_round ON note (round_id, note_id);

-- migrate:down
DROP TABLE note;
DROP TABLE exclusion;
ALTER TABLE assignment DROP COLUMN due_on, DROP COLUMN escalated;
ALTER TABLE round DROP COLUMN opened_by, DROP COLUMN overdue, DROP COLUMN calibrate_until;
