-- migrate:up
-- Who reads begins every look at an idea and every list. Said as a part of each statement it was a quarter of a list's time:
-- its plan, of which most readers need little, was made ready and put away at each request. A function goes the way that the
-- reader needs. Nobody is found who is not employed here; a unit may be in a list twice.
SET LOCAL lock_timeout = '5s';

CREATE FUNCTION reader_of(
    person uuid, at timestamptz, OUT units uuid [], OUT covers uuid [], OUT roles text []
) RETURNS SETOF record LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1 AS $$
DECLARE
    held jsonb;
    mandates jsonb;
    unit uuid;
BEGIN
    SELECT p.unit_id, p.roles, p.mandates INTO unit, held, mandates
    FROM directory_person AS p WHERE p.person_id = person AND p.employed;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    -- Their unit, and those above it, as far as twenty.
    units := '{}';
    FOR _depth IN 0..20 LOOP
        EXIT WHEN unit IS NULL;
        units := units || unit;
        SELECT u.parent_id INTO unit FROM directory_unit AS u WHERE u.unit_id = unit;
    END LOOP;
    -- The units of the bodies in which they sit that day, and those below them.
    covers := '{}';
    IF mandates <> '[]' THEN
        covers := array(
            WITH RECURSIVE below AS (
                SELECT unnest(b.scope_unit_ids) AS unit_id, 0 AS depth
                FROM jsonb_to_recordset(mandates) AS m (body_id uuid, starts_on date, ends_on date)
                JOIN directory_body AS b USING (body_id) LEFT JOIN directory_calendar AS c USING (calendar_id)
                WHERE (at AT TIME ZONE coalesce(c.calendar ->> 'zone', 'UTC'))::date
                    BETWEEN m.starts_on AND coalesce(m.ends_on, 'infinity'::date)
                UNION
                SELECT u.unit_id, b.depth + 1
                FROM directory_unit AS u JOIN below AS b ON u.parent_id = b.unit_id WHERE b.depth < 20
            )
            SELECT unit_id FROM below
        );
    END IF;
    roles := '{}';
    IF held <> '[]' THEN
        roles := array(SELECT each ->> 'role' FROM jsonb_array_elements(held) AS each);
    END IF;
    RETURN NEXT;
END
$$;

-- migrate:down
DROP FUNCTION reader_of (uuid, timestamptz);
