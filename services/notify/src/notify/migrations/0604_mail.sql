-- migrate:up
-- E-mails that wait to be sent, and what became of them: written with the notification, sent by the worker.
SET LOCAL lock_timeout = '5s';

CREATE TABLE mail (
    mail_id uuid PRIMARY KEY,
    notification_id uuid NOT NULL REFERENCES notification (notification_id),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at timestamptz,
    last_error text,
    UNIQUE (notification_id)
);
CREATE INDEX mail_waiting ON mail (next_attempt_at) WHERE state = 'waiting';

-- migrate:down
DROP TABLE mail;
