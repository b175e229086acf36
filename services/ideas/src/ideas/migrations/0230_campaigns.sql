-- migrate:up
-- What a campaign asks, who decides on its ideas, within how many working days it promises a first answer, under which
-- version of the scheme's rules, and when it was closed. Of campaigns from before, none of this is known.
SET LOCAL lock_timeout = '5s';

ALTER TABLE campaign
ADD COLUMN question jsonb NOT NULL DEFAULT '{}',
ADD COLUMN language text,
ADD COLUMN office text,
ADD COLUMN first_answer_days integer,
ADD COLUMN rules_version integer,
ADD COLUMN rules_agreed_with text,
ADD COLUMN closed_at timestamptz;

-- migrate:down
ALTER TABLE campaign
DROP COLUMN question,
DROP COLUMN language,
DROP COLUMN office,
DROP COLUMN first_answer_days,
DROP COLUMN rules_version,
DROP COLUMN rules_agreed_with,
DROP COLUMN closed_at;
