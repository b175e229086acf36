-- migrate:up
-- The decision that replaced a body's consent, where a measure needs it; of cases closed before nothing is known.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consultation ADD COLUMN consent_replaced_by text;

-- migrate:down
ALTER TABLE consultation DROP COLUMN consent_replaced_by;
