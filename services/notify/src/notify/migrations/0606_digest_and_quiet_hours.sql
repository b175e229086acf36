-- migrate:up
-- When e-mail may reach somebody, and what waits for their daily digest. A mail without a notification is a digest; its
-- items name it. A mail that fell into quiet hours is held until they end.
SET LOCAL lock_timeout = '5s';

ALTER TABLE preference ADD COLUMN digest boolean NOT NULL DEFAULT false;

CREATE TABLE hours (
    person_id uuid PRIMARY KEY,
    zone text,
    quiet_from time,
    quiet_until time,
    digest_at time NOT NULL,
    digest_on text NOT NULL CHECK (digest_on IN ('working-days', 'every-day'))
);

-- A worker of before joins the notification, so it does not meet a mail without one.
-- squawk-ignore ban-drop-not-null
ALTER TABLE mail ALTER COLUMN notification_id DROP NOT NULL;
ALTER TABLE mail ADD COLUMN person_id uuid, ADD COLUMN held_until timestamptz;

-- ``since``: when it was put aside, or came back from a digest that failed.
CREATE TABLE digest_item (
    notification_id uuid PRIMARY KEY REFERENCES notification (notification_id),
    person_id uuid NOT NULL,
    since timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'told', 'dropped', 'failed')),
    mail_id uuid REFERENCES mail (mail_id),
    tries integer NOT NULL DEFAULT 0
);
CREATE INDEX digest_item_waiting ON digest_item (person_id) WHERE state = 'waiting' AND mail_id IS NULL;
CREATE INDEX digest_item_mail ON digest_item (mail_id);

-- migrate:down
DROP TABLE digest_item;
DELETE FROM mail WHERE notification_id IS NULL;
ALTER TABLE mail ALTER COLUMN notification_id SET NOT NULL, DROP COLUMN person_id, DROP COLUMN held_until;
DROP TABLE hours;
ALTER TABLE preference DROP COLUMN digest;
