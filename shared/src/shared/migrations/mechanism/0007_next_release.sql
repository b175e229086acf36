-- migrate:up
-- What the next release notes of each event that was read.
SET LOCAL lock_timeout = '5s';

ALTER TABLE inbox ADD COLUMN next_release text;
ALTER TABLE deadline ADD COLUMN next_release text;

-- migrate:down
ALTER TABLE deadline DROP COLUMN next_release;
ALTER TABLE inbox DROP COLUMN next_release;
