-- migrate:up
-- Who is prevented in a case, whom it concerns themselves, who was elected to lead the body in it; and authors of ideas
-- that were merged into another one, whom its cases concern too. Nobody is so far.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consultation
ADD COLUMN absences jsonb NOT NULL DEFAULT '[]',
ADD COLUMN recused uuid [] NOT NULL DEFAULT '{}',
ADD COLUMN elected jsonb;

CREATE TABLE merged_author (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);

-- migrate:down
DROP TABLE merged_author;
ALTER TABLE consultation DROP COLUMN absences, DROP COLUMN recused, DROP COLUMN elected;
