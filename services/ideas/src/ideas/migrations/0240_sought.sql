-- migrate:up
-- A frequent word is in many ideas, and only the newest are shown. So the index of words holds of each idea its language too,
-- and by its number in which five hundred and in which eight thousand it was handed in: a search looks into the last of them
-- first, and into all only for what is rare.
-- The index takes the place of the one on the words alone. Own drafts are looked up by an index that holds drafts only. Both
-- are made in place: some seconds for a hundred thousand ideas, and there are not as many before the first release.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
SET LOCAL lock_timeout = '5s';

CREATE FUNCTION sought(words tsvector, language text, number bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN words || array_to_tsvector(
    CASE
        WHEN number IS NULL THEN ARRAY['~' || language]
        ELSE ARRAY['~' || language, '~' || (number / 512), '~~' || (number / 8192)]
    END
);

CREATE INDEX idea_sought ON idea USING gin (sought(words, language, number)) WITH (gin_pending_list_limit = 256);
DROP INDEX idea_words;
CREATE INDEX idea_own_drafts ON idea USING gin (authors jsonb_path_ops) WITH (fastupdate = off) WHERE status = 'draft';

-- migrate:down
CREATE INDEX idea_words ON idea USING gin (words) WITH (gin_pending_list_limit = 256);
DROP INDEX idea_own_drafts;
DROP INDEX idea_sought;
DROP FUNCTION sought (tsvector, text, bigint);
