-- migrate:up
-- What the idea is called that is said to need no consultation. Where it was not told, the reason stands for it.
SET LOCAL lock_timeout = '5s';

ALTER TABLE exemption ADD COLUMN title text;

-- migrate:down
ALTER TABLE exemption DROP COLUMN title;
