-- migrate:up
-- A search looks through the newest ideas first. In the index before, their marks were words of their own: PostgreSQL went
-- through all ideas of a part to find those that have the word too. Now each word is in the index with its language, and once
-- more with each part that the idea was handed in with: what is asked for is what is read, however many ideas there are.
-- The former function stays for processes of the version before, which search without an index until they end; made in place:
-- forty seconds for a hundred thousand ideas, and there are not as many before the first release.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = 0;

CREATE FUNCTION searchable(words tsvector, language text, number bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array(
    SELECT language || '.' || word || part FROM unnest(tsvector_to_array(words) || ARRAY['']) AS word, unnest(
        CASE WHEN number IS NULL THEN ARRAY[''] ELSE ARRAY['', '~' || (number / 512), '~~' || (number / 8192)] END
    ) AS part
));

CREATE INDEX idea_searchable ON idea USING gin (searchable(words, language, number)) WITH (gin_pending_list_limit = 256);
DROP INDEX idea_sought;

-- migrate:down
CREATE INDEX idea_sought ON idea USING gin (sought(words, language, number)) WITH (gin_pending_list_limit = 256);
DROP INDEX idea_searchable;
DROP FUNCTION searchable (tsvector, text, bigint);
