-- migrate:up
-- An endorsement or a comment changes counters of its idea and no column that an index holds: such a change stays on its
-- page (a heap-only tuple) and leaves the indexes of words and titles alone. So the order by support has a table of its
-- own, and the pages of ideas keep room. What waits to be merged into an index of words is looked through by each search:
-- it is kept short.
-- The index is made in place: the table that it is on is as long as there are endorsed ideas, and nothing reads it before.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
SET LOCAL lock_timeout = '5s';

CREATE TABLE support (
    idea_id uuid PRIMARY KEY,
    endorsements integer NOT NULL
) WITH (fillfactor = 80);
INSERT INTO support (idea_id, endorsements) SELECT idea_id, endorsements FROM idea WHERE endorsements > 0;
CREATE INDEX support_most ON support (endorsements DESC, idea_id DESC) WHERE endorsements > 0;
DROP INDEX idea_support;

ALTER TABLE idea SET (fillfactor = 80);
ALTER INDEX idea_authors SET (fastupdate = off);
ALTER INDEX idea_words SET (gin_pending_list_limit = 256);
ALTER INDEX idea_title_trigrams SET (gin_pending_list_limit = 256);

-- migrate:down
ALTER INDEX idea_authors RESET (fastupdate);
ALTER INDEX idea_words RESET (gin_pending_list_limit);
ALTER INDEX idea_title_trigrams RESET (gin_pending_list_limit);
ALTER TABLE idea RESET (fillfactor);
CREATE INDEX idea_support ON idea (endorsements DESC, idea_id DESC);
DROP TABLE support;
