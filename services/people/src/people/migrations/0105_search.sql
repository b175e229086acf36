-- migrate:up
-- Colleagues are found by any part of their name, without accents. Indexes are made in place: an organisation has few
-- people as databases go.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion, prefer-robust-stmts
SET LOCAL lock_timeout = '5s';

-- Lower case and without accents. IMMUTABLE, as an index needs it: the dictionary is named, so no setting changes it.
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(unaccent('unaccent'::regdictionary, words));

CREATE INDEX entity_person_words ON entity USING gin (folded(published ->> 'display_name') gin_trgm_ops)
WHERE kind = 'person';
CREATE INDEX entity_person_order ON entity (folded(published ->> 'display_name'), entity_id) WHERE kind = 'person';
DROP INDEX entity_name;

-- migrate:down
CREATE INDEX entity_name ON entity (kind, (published ->> 'display_name'), entity_id);
DROP INDEX entity_person_order;
DROP INDEX entity_person_words;
DROP FUNCTION folded(text);
