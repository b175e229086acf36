-- migrate:up
-- The name of an employee, folded once when it is written: a page of colleagues is then a walk along an index. Those with
-- a function are few, and found by theirs.
-- The table is rewritten and indexed in place: an organisation has few people as databases go.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion, prefer-robust-stmts, adding-field-with-default
SET LOCAL lock_timeout = '5s';

ALTER TABLE entity ADD COLUMN name text GENERATED ALWAYS AS (
    CASE WHEN kind = 'person' AND published ->> 'employed' = 'true' THEN folded(published ->> 'display_name') END
) STORED;
CREATE INDEX entity_name_words ON entity USING gin (name gin_trgm_ops);
CREATE INDEX entity_roles ON entity USING gin ((published -> 'roles') jsonb_path_ops);
CREATE INDEX entity_name_order ON entity (name, entity_id);
DROP INDEX entity_person_words;
DROP INDEX entity_person_order;

-- migrate:down
CREATE INDEX entity_person_words ON entity USING gin (folded(published ->> 'display_name') gin_trgm_ops)
WHERE kind = 'person';
CREATE INDEX entity_person_order ON entity (folded(published ->> 'display_name'), entity_id) WHERE kind = 'person';
DROP INDEX entity_name_order;
DROP INDEX entity_roles;
DROP INDEX entity_name_words;
ALTER TABLE entity DROP COLUMN name;
