-- migrate:up
-- Ideas in full: authors with shares, versions, visibility, search in three languages, endorsements, comments,
-- campaigns, facets, merging, contests, conflicts of interest and every decision that was taken.
-- The table is rewritten and indexed in place: it has no rows worth the name before the first release.
-- squawk-ignore-file require-concurrent-index-creation, adding-field-with-default, prefer-robust-stmts, require-statement-timeout
SET LOCAL lock_timeout = '5s';

-- Lower case and without accents. IMMUTABLE, as an index needs it: the dictionary is named, so no setting changes it.
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(unaccent('unaccent'::regdictionary, words));

CREATE FUNCTION words_of(language text, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsvector(
    CASE language
        WHEN 'fr' THEN 'french'::regconfig WHEN 'de' THEN 'german'::regconfig ELSE 'english'::regconfig
    END,
    folded(words)
);

ALTER TABLE idea
ADD COLUMN authors jsonb NOT NULL DEFAULT '[]',
ADD COLUMN revision integer NOT NULL DEFAULT 1,
ADD COLUMN campaign_id uuid,
ADD COLUMN visibility text NOT NULL DEFAULT 'organisation',
ADD COLUMN facets text [] NOT NULL DEFAULT '{}',
ADD COLUMN remit_id uuid,
ADD COLUMN merged_into uuid,
ADD COLUMN endorsements integer NOT NULL DEFAULT 0,
ADD COLUMN support_at timestamptz,
ADD COLUMN contested boolean NOT NULL DEFAULT false,
ADD COLUMN contestable_until date,
ADD COLUMN decided_by uuid,
ADD COLUMN appeal_until date,
ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(words_of(language, title), 'A') || setweight(to_tsvector('simple'::regconfig, folded(title)), 'A')
    || setweight(words_of(language, body), 'B')
) STORED;

UPDATE idea SET authors = jsonb_build_array(
    jsonb_build_object('person_id', author_id, 'share', 100, 'accepted', true, 'agreed', true)
);

CREATE INDEX idea_words ON idea USING gin (words);
CREATE INDEX idea_title_trigrams ON idea USING gin (folded(title) gin_trgm_ops);
CREATE INDEX idea_authors ON idea USING gin (authors jsonb_path_ops);
CREATE INDEX idea_facets ON idea USING gin (facets);
CREATE INDEX idea_campaign ON idea (campaign_id, idea_id DESC);
CREATE INDEX idea_unit ON idea (unit_id, idea_id DESC);
CREATE INDEX idea_support ON idea (endorsements DESC, idea_id DESC);
CREATE INDEX idea_merged ON idea (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE idea_version (
    idea_id uuid NOT NULL,
    revision integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    by uuid NOT NULL,
    saved_at timestamptz NOT NULL,
    handed_in boolean NOT NULL DEFAULT false,
    PRIMARY KEY (idea_id, revision)
);
INSERT INTO idea_version (idea_id, revision, title, body, by, saved_at, handed_in)
SELECT idea_id, 1, title, body, author_id, changed_at, status NOT IN ('draft', 'returned') FROM idea;

CREATE TABLE campaign (
    campaign_id uuid PRIMARY KEY,
    names jsonb NOT NULL,
    text text NOT NULL,
    opens_on date NOT NULL,
    closes_on date,
    edition bigint NOT NULL,
    made_by uuid NOT NULL
);

-- A row with given = false is an answer too: somebody who was asked again after a merge said no.
CREATE TABLE endorsement (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    given boolean NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);
CREATE INDEX endorsement_person ON endorsement (person_id) WHERE given;

CREATE TABLE comment (
    comment_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    parent_id uuid,
    depth smallint NOT NULL,
    author_id uuid NOT NULL,
    text text,
    mentions uuid [] NOT NULL,
    made_at timestamptz NOT NULL,
    changed_at timestamptz,
    edition integer NOT NULL
);
CREATE INDEX comment_idea ON comment (idea_id, comment_id);

CREATE TABLE comment_text (
    comment_id uuid NOT NULL,
    edition integer NOT NULL,
    text text NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (comment_id, edition)
);

CREATE TABLE facet_rating (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    rating jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);

-- The picture that is shown: drawn with k raters, and again with each k more; what a few say in between shows nowhere.
CREATE TABLE facet_picture (
    idea_id uuid PRIMARY KEY,
    raters integer NOT NULL,
    facets jsonb NOT NULL,
    drawn_at timestamptz NOT NULL
);

CREATE TABLE contest (
    idea_id uuid NOT NULL,
    body_id uuid NOT NULL,
    mandate_id uuid NOT NULL,
    by uuid NOT NULL,
    questions text [] NOT NULL,
    text text NOT NULL,
    at timestamptz NOT NULL,
    answered_at timestamptz,
    answer jsonb,
    PRIMARY KEY (idea_id, body_id)
);

CREATE TABLE conflict (
    idea_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    noted_by uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (idea_id, person_id)
);

-- What was decided stays as it was; a second decision after an appeal or a deferral is a second row.
CREATE TABLE decision (
    decision_id uuid PRIMARY KEY,
    idea_id uuid NOT NULL,
    at timestamptz NOT NULL,
    by uuid NOT NULL,
    decision jsonb NOT NULL
);
CREATE INDEX decision_idea ON decision (idea_id, decision_id);

ALTER TABLE timeline
ADD COLUMN source text,
ADD COLUMN event_id uuid,
ADD COLUMN status text,
ADD COLUMN detail jsonb;

-- migrate:down
ALTER TABLE timeline DROP COLUMN source, DROP COLUMN event_id, DROP COLUMN status, DROP COLUMN detail;
DROP TABLE decision;
DROP TABLE conflict;
DROP TABLE contest;
DROP TABLE facet_picture;
DROP TABLE facet_rating;
DROP TABLE comment_text;
DROP TABLE comment;
DROP TABLE endorsement;
DROP TABLE campaign;
DROP TABLE idea_version;
ALTER TABLE idea
DROP COLUMN words,
DROP COLUMN appeal_until,
DROP COLUMN decided_by,
DROP COLUMN contestable_until,
DROP COLUMN contested,
DROP COLUMN support_at,
DROP COLUMN endorsements,
DROP COLUMN merged_into,
DROP COLUMN remit_id,
DROP COLUMN facets,
DROP COLUMN visibility,
DROP COLUMN campaign_id,
DROP COLUMN revision,
DROP COLUMN authors;
DROP FUNCTION words_of (text, text);
DROP FUNCTION folded (text);
