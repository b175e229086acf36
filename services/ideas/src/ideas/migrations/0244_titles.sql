-- migrate:up
-- A search for the best finds what has the words in its title first: those are in the index of words a second time. The
-- version before asks for none of them, and finds what it found. Made anew in place: a minute for a hundred thousand ideas.
-- squawk-ignore-file require-concurrent-reindex
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = 0;

CREATE OR REPLACE FUNCTION searchable(words tsvector, language text, number bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array(
    SELECT language || sign || word || part FROM (
        SELECT '.' AS sign, unnest(tsvector_to_array(words) || ARRAY['']) AS word
        UNION ALL
        SELECT '^', unnest(tsvector_to_array(ts_filter(words, '{a}')) || ARRAY[''])
    ) AS signed, unnest(
        CASE WHEN number IS NULL THEN ARRAY[''] ELSE ARRAY['', '~' || (number / 512), '~~' || (number / 8192)] END
    ) AS part
));

REINDEX INDEX idea_searchable;

-- migrate:down
CREATE OR REPLACE FUNCTION searchable(words tsvector, language text, number bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array(
    SELECT language || '.' || word || part FROM unnest(tsvector_to_array(words) || ARRAY['']) AS word, unnest(
        CASE WHEN number IS NULL THEN ARRAY[''] ELSE ARRAY['', '~' || (number / 512), '~~' || (number / 8192)] END
    ) AS part
));
REINDEX INDEX idea_searchable;
