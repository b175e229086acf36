-- migrate:up
-- The line of an idea in a list is written as the idea changes, and not for each reader again: all of its members but whether
-- the reader endorses it, which is the last one. What it is made of is in the idea alone, and no setting of a session is in it.
-- The table is written anew in place: two seconds for ten thousand ideas, and there are not many more before the first release.
-- squawk-ignore-file adding-field-with-default
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = 0;

CREATE FUNCTION line_of(
    idea_id uuid, number bigint, title text, body text, language text, status text, unit_id uuid, campaign_id uuid,
    facets text[], endorsements integer, comments integer, priority_at timestamptz, merged_into uuid, due_on date,
    late boolean
) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN rtrim(json_build_object(
        'idea_id', idea_id, 'number', number, 'title', title,
        'excerpt', CASE WHEN status = 'withdrawn' THEN '' ELSE body::varchar(300) END,
        'language', language, 'status', status, 'unit_id', unit_id, 'campaign_id', campaign_id, 'facets', facets,
        'endorsements', endorsements, 'comments', comments,
        'priority_at', to_char(priority_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'merged_into', merged_into, 'due_on', due_on, 'late', late
    )::text, '}');
END
$$;

ALTER TABLE idea ADD COLUMN line text NOT NULL GENERATED ALWAYS AS (line_of(
    idea_id, number, title, body, language, status, unit_id, campaign_id, facets, endorsements, comments, priority_at,
    merged_into, due_on, late
)) STORED;
ALTER TABLE idea ALTER COLUMN line SET STORAGE MAIN;  -- what is long in an idea is its text

-- migrate:down
ALTER TABLE idea DROP COLUMN line;
DROP FUNCTION line_of (
    uuid, bigint, text, text, text, text, uuid, uuid, text [], integer, integer, timestamptz, uuid, date, boolean
);
