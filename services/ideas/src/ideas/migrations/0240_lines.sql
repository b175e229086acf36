-- migrate:up
-- What a line of a list shows is kept and not made for each reader: the beginning of the text without the signs of Markdown
-- (none where a release from before wrote it: then the text itself is looked at), and how many comments there are. What
-- must be answered is listed by its last day.
-- The index is made in place: it is as long as there are ideas that wait for an answer.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
SET LOCAL lock_timeout = '5s';

ALTER TABLE idea
ADD COLUMN excerpt text,
ADD COLUMN comments integer NOT NULL DEFAULT 0;

UPDATE idea SET
    excerpt = left(regexp_replace(regexp_replace(left(body, 1000), '[#*_`>~|]+', '', 'g'), '\s+', ' ', 'g'), 300),
    comments = (SELECT count(*) FROM comment AS said WHERE said.idea_id = idea.idea_id AND said.text IS NOT NULL);

CREATE INDEX idea_due ON idea (due_on, idea_id) WHERE due_on IS NOT NULL;

-- migrate:down
DROP INDEX idea_due;
ALTER TABLE idea
DROP COLUMN comments,
DROP COLUMN excerpt;
