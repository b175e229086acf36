-- migrate:up
-- What the next release keeps of each: a column that is written later, a table beside it, and rows taken over.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consultation ADD COLUMN next_release text;
CREATE TABLE next_release_kept (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, said text NOT NULL);
INSERT INTO next_release_kept (said) SELECT 'row' FROM consultation;

-- migrate:down
DROP TABLE next_release_kept;
ALTER TABLE consultation DROP COLUMN next_release;
