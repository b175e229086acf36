-- migrate:up
-- Files of ideas. The content lies apart and in parts, so that no reading of the list touches it and no more than a part
-- of it is ever in memory; what is attached is compressed already, so PostgreSQL does not try again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE attachment (
    attachment_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    place integer NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 bytea NOT NULL,
    added_by uuid NOT NULL,
    added_at timestamptz NOT NULL,
    UNIQUE (idea_id, place)
);

CREATE TABLE attachment_part (
    attachment_id uuid NOT NULL REFERENCES attachment (attachment_id) ON DELETE CASCADE,
    part integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (attachment_id, part)
);
ALTER TABLE attachment_part ALTER COLUMN content SET STORAGE EXTERNAL;

-- migrate:down
DROP TABLE attachment_part;
DROP TABLE attachment;
