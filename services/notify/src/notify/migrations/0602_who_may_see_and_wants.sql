-- migrate:up
-- What opens a notification now, what people want to be told, and what they follow by taking part. A row from before
-- says by its reason what opened it; the body of a representative's row is not known, so it opens for nobody.
SET LOCAL lock_timeout = '5s';

ALTER TABLE notification
ADD COLUMN open_to text[] NOT NULL DEFAULT '{}',
ADD COLUMN blind boolean NOT NULL DEFAULT false,
ADD COLUMN of_idea boolean NOT NULL DEFAULT false,
ADD COLUMN shown boolean NOT NULL DEFAULT true;

UPDATE notification SET open_to = CASE
    WHEN why IN ('mandate', 'mentioned') THEN ARRAY['body:unknown']
    WHEN kind IN ('case.prepared', 'opinion.delivered', 'opinion.deemed') THEN ARRAY['role:consultation-officer']
    WHEN kind = 'case.closed' THEN ARRAY['role:decision-maker']
    WHEN kind IN ('milestone.missed', 'benefit.returned') THEN ARRAY['role:implementer']
    ELSE ARRAY['role:scheme-officer']
END
WHERE why IN ('mandate', 'mentioned', 'role');
UPDATE notification SET blind = true
WHERE kind IN ('reviewer.assigned', 'assignment.rescheduled', 'assignment.escalated', 'round.overdue');

-- Whose seat a substitute takes is looked up with the mandate; rows from before open nothing until they are told anew.
ALTER TABLE sits_in ADD COLUMN body_id uuid;
-- a handful of rows: the index is there in a moment
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX sits_in_person ON sits_in (person_id);

ALTER TABLE known_idea
ADD COLUMN unit_only boolean NOT NULL DEFAULT false,
ADD COLUMN unit_ids uuid[] NOT NULL DEFAULT '{}';

CREATE TABLE preference (
    person_id uuid NOT NULL,
    kind text NOT NULL,
    inbox boolean NOT NULL,
    mail boolean NOT NULL,
    digest boolean NOT NULL,
    PRIMARY KEY (person_id, kind)
);

-- Who takes part in an idea without having written it; authors are in follower. Ended: the person wants no more of it.
CREATE TABLE interest (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    why text NOT NULL CHECK (why IN ('commented', 'endorsed', 'reviewed')),
    since timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (idea_id, person_id, why)
);
CREATE INDEX interest_person ON interest (person_id, idea_id DESC);
-- a small table: the index is there in a moment
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX follower_person ON follower (person_id, idea_id DESC);

CREATE TABLE known_case (
    case_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    body_id uuid NOT NULL
);
CREATE INDEX known_case_body ON known_case (body_id, idea_id DESC);

-- migrate:down
DROP TABLE known_case;
DROP TABLE interest;
DROP TABLE preference;
ALTER TABLE sits_in DROP COLUMN body_id;
ALTER TABLE known_idea DROP COLUMN unit_only, DROP COLUMN unit_ids;
ALTER TABLE notification DROP COLUMN open_to, DROP COLUMN blind, DROP COLUMN of_idea, DROP COLUMN shown;
