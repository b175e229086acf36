-- migrate:up
-- Every fact of HR is kept with its day and the time it was told, one row a slot and day: corrections replace, the order
-- of arrival does not matter, and a state can be told for any day. Stop workers of the release before: what they would
-- hear meanwhile would be lost. The tables of before are emptied; a later release drops them.
SET LOCAL lock_timeout = '5s';

CREATE TABLE hr_fact (
    kind text NOT NULL CHECK (kind IN ('person', 'unit', 'body', 'calendar')),
    external_id text NOT NULL,
    slot text NOT NULL,
    effective_on date NOT NULL,
    fact_id uuid NOT NULL UNIQUE,
    told_at timestamptz NOT NULL,
    digest bytea NOT NULL,
    type text NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (kind, external_id, slot, effective_on)
);

-- Who was erased is known by a digest of the external id alone, so that a repeated old fact does not bring them back.
CREATE TABLE erasure (
    digest bytea NOT NULL,
    told_at timestamptz NOT NULL,
    effective_on date NOT NULL,
    PRIMARY KEY (digest, told_at, effective_on)
);

ALTER TABLE entity ALTER COLUMN data SET DEFAULT '{}', ALTER COLUMN effective_on SET DEFAULT '1900-01-01';

-- What is known becomes facts that were told long ago: anything told from now on corrects them.
INSERT INTO hr_fact (kind, external_id, slot, effective_on, fact_id, told_at, digest, type, data)
SELECT kind, external_id, 'state', CASE WHEN data ->> 'employed' = 'false' THEN '1900-01-01' ELSE effective_on END,
    gen_random_uuid(), '2000-01-01', '', CASE kind WHEN 'person' THEN 'hr.employee.changed' ELSE 'hr.' || kind || '.changed' END,
    data - 'employed'
FROM entity WHERE data IS NOT NULL;

INSERT INTO hr_fact (kind, external_id, slot, effective_on, fact_id, told_at, digest, type, data)
SELECT 'person', person_external_id, 'role:' || role, effective_on, gen_random_uuid(), '2000-01-01', '',
    CASE WHEN held THEN 'hr.role.granted' ELSE 'hr.role.ended' END,
    jsonb_build_object('role', role, 'unit_external_id', unit_external_id)
FROM role_held;

INSERT INTO hr_fact (kind, external_id, slot, effective_on, fact_id, told_at, digest, type, data)
SELECT 'person', person_external_id, 'mandate:' || body_external_id, starts_on, mandate_id, '2000-01-01', '', 'hr.mandate.granted',
    jsonb_build_object('body_external_id', body_external_id, 'role', role, 'ends_on', ends_on)
FROM mandate;

INSERT INTO hr_fact (kind, external_id, slot, effective_on, fact_id, told_at, digest, type, data)
SELECT 'person', person_external_id, coalesce('mandate-end:' || body_external_id, 'employment'), effective_on,
    gen_random_uuid(), '2000-01-01', '', CASE WHEN body_external_id IS NULL THEN 'hr.employee.left' ELSE 'hr.mandate.ended' END,
    CASE WHEN body_external_id IS NULL THEN '{}' ELSE jsonb_build_object('body_external_id', body_external_id) END
FROM ending;

-- Who was hired again after leaving is employed.
INSERT INTO hr_fact (kind, external_id, slot, effective_on, fact_id, told_at, digest, type, data)
SELECT 'person', e.external_id, 'employment', e.effective_on, gen_random_uuid(), '2000-01-01', '', 'hr.employee.hired', '{}'
FROM entity e
WHERE e.kind = 'person' AND coalesce(e.data ->> 'employed', 'true') = 'true'
ON CONFLICT DO NOTHING;

-- What waited for its day becomes facts too, with one deadline for each thing that something waits for.
INSERT INTO hr_fact (kind, external_id, slot, effective_on, fact_id, told_at, digest, type, data)
SELECT DISTINCT ON (kind, external_id, slot, effective_on) kind, external_id, slot, effective_on, gen_random_uuid(), told_at, '', type, data
FROM (
    SELECT CASE WHEN split_part(c.type, '.', 3) IN ('employee', 'role') THEN 'person' ELSE split_part(c.type, '.', 3) END AS kind,
        c.payload ->> 'external_id' AS external_id, said.slot, (c.payload ->> 'effective_on')::date AS effective_on,
        (c.payload ->> 'occurred_at')::timestamptz AS told_at, substring(c.type FROM '^parley\.(.*)\.v') AS type,
        c.payload - '{type,version,occurred_at,by,acting_for,aggregate_version,external_id,effective_on}'::text[] AS data
    FROM future_change c
    CROSS JOIN LATERAL unnest(CASE
        WHEN c.type LIKE '%.employee.left.%' THEN ARRAY['employment']
        WHEN c.type LIKE '%.employee.hired.%' THEN ARRAY['state', 'employment']
        WHEN c.type LIKE '%.role.%' THEN ARRAY['role:' || (c.payload ->> 'role')]
        ELSE ARRAY['state'] END) AS said (slot)
) AS waiting
ORDER BY kind, external_id, slot, effective_on, told_at DESC
ON CONFLICT (kind, external_id, slot, effective_on) DO UPDATE SET
    told_at = excluded.told_at, digest = excluded.digest, type = excluded.type, data = excluded.data;

INSERT INTO entity (kind, external_id, entity_id, refs, version)
SELECT kind, external_id, gen_random_uuid(), '{}'::text[], 0 FROM (SELECT DISTINCT kind, external_id FROM hr_fact) AS f
ON CONFLICT DO NOTHING;

UPDATE deadline SET state = 'cancelled', settled_at = clock_timestamp() WHERE kind = 'hr-change' AND state = 'waiting';

INSERT INTO deadline (id, kind, subject_id, due_at)
SELECT gen_random_uuid(), 'hr-change', e.entity_id, min(d.due_at)
FROM future_change c
JOIN deadline d ON d.subject_id = c.change_id
JOIN entity e ON e.external_id = c.payload ->> 'external_id'
    AND e.kind = CASE WHEN split_part(c.type, '.', 3) IN ('employee', 'role') THEN 'person' ELSE split_part(c.type, '.', 3) END
GROUP BY e.entity_id;

UPDATE entity SET data = '{}';
DELETE FROM future_change;
DELETE FROM role_held;
DELETE FROM mandate;
DELETE FROM ending;

-- migrate:down
ALTER TABLE entity ALTER COLUMN data DROP DEFAULT, ALTER COLUMN effective_on DROP DEFAULT;
DROP TABLE erasure;
DROP TABLE hr_fact;
