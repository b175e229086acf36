-- migrate:up
-- The whole consultation: what a clock is counted from, objections, agreements about the period, corrections, changed
-- messages, the organisation's own regimes, ideas said to need no consultation. New columns have defaults and the check
-- is only widened, so the version before this one goes on working.
SET LOCAL lock_timeout = '5s';

ALTER TABLE consultation
ADD COLUMN authors uuid [] NOT NULL DEFAULT '{}',
ADD COLUMN profile jsonb,
ADD COLUMN reason text,
ADD COLUMN received_version integer NOT NULL DEFAULT 0,
ADD COLUMN facts jsonb NOT NULL DEFAULT '{}',
ADD COLUMN seat jsonb,
ADD COLUMN proposals jsonb NOT NULL DEFAULT '[]',
ADD COLUMN corrections jsonb NOT NULL DEFAULT '[]',
ADD COLUMN edition bigint NOT NULL DEFAULT 0,
DROP CONSTRAINT consultation_state_check,
ADD CONSTRAINT consultation_state_known CHECK (
    state IN ('waiting', 'prepared', 'provided', 'disputed', 'running', 'lapsed', 'opinion', 'closed')
) NOT VALID;

-- Cases from before: their clock in today's words. Without the seat of its receipt it stands as it was counted.
UPDATE consultation SET
    edition = version,
    received_version = CASE WHEN received_at IS NULL THEN 0 ELSE package_version END,
    facts = jsonb_build_object(
        'variant', CASE WHEN urgent THEN 'urgent' ELSE 'normal' END,
        'received_at', received_at
    ),
    clock = CASE WHEN clock IS NOT NULL THEN jsonb_build_object(
        'day_zero', clock -> 'day_zero', 'last_day', clock -> 'last_day', 'other_zero', NULL, 'other_last_day', NULL,
        'due_at', clock -> 'due_at', 'calendar_version', clock -> 'calendar_version',
        'silence', CASE WHEN regime = 'FR-CSE' THEN 'deemed-negative' ELSE 'deemed-approved' END,
        'reasons', '[]'::jsonb
    ) END;

-- One row a consultation: the table is read over in milliseconds, and the lock's time limit above holds here too.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX consultation_body ON consultation (body_id, case_id);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX consultation_open ON consultation (case_id) WHERE state NOT IN ('closed', 'waiting');

CREATE TABLE own_regime (
    key text NOT NULL,
    version integer NOT NULL,
    profile jsonb NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (key, version)
);

-- A period that a body and the employer agreed for the body's term; later cases begin with it.
CREATE TABLE standing_agreement (
    body_id uuid PRIMARY KEY,
    agreed jsonb NOT NULL,
    case_id uuid NOT NULL REFERENCES consultation (case_id),
    agreed_at timestamptz NOT NULL
);

CREATE TABLE exemption (
    idea_id uuid PRIMARY KEY,
    why text NOT NULL,
    contestable_until date NOT NULL,
    noted_at timestamptz NOT NULL
);
CREATE INDEX exemption_until ON exemption (contestable_until);

ALTER TABLE message
ADD COLUMN edition integer NOT NULL DEFAULT 1,
ADD COLUMN edited_at timestamptz;

CREATE TABLE message_edition (
    message_id uuid NOT NULL REFERENCES message (message_id),
    edition integer NOT NULL,
    body text NOT NULL,
    mentions uuid [] NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (message_id, edition)
);

-- migrate:down
DROP TABLE message_edition;
DROP TABLE exemption;
DROP TABLE standing_agreement;
DROP TABLE own_regime;
