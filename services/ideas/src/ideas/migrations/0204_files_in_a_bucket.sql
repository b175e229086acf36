-- migrate:up
-- The content of a file may lie in a bucket instead of here. What lies there and belongs to no file any more, or not yet, is
-- noted, so that nothing is left behind whatever breaks off: a note is made before the content is put there.
SET LOCAL lock_timeout = '5s';

ALTER TABLE attachment ADD COLUMN in_bucket boolean NOT NULL DEFAULT false;

CREATE TABLE bucket_leftover (
    attachment_id uuid PRIMARY KEY,
    noted_at timestamptz NOT NULL,
    doomed boolean NOT NULL
);
CREATE INDEX bucket_leftover_noted ON bucket_leftover (noted_at);

-- migrate:down
DROP TABLE bucket_leftover;
ALTER TABLE attachment DROP COLUMN in_bucket;
