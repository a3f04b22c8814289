-- The database that `plan-extract export --to sqlite` writes. Texts are as in the plan document (docs/output.md).
-- Whatever belongs to a plan goes with it: DELETE FROM plans WHERE name = '…' (with PRAGMA foreign_keys = ON).

-- A plan. Its name is that of its file; reading the file again replaces what was read before.
CREATE TABLE plans (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL UNIQUE, -- of the file's bytes
  title TEXT,
  region TEXT,
  region_level TEXT CHECK (region_level IN ('national', 'province', 'city', 'county')),
  period_start INTEGER,
  period_end INTEGER,
  vision_year INTEGER,
  issuer TEXT,
  issued_on TEXT, -- ISO date
  approved_by TEXT,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  chars INTEGER NOT NULL,
  version TEXT NOT NULL, -- of plan-extract
  rules TEXT NOT NULL -- SHA-256 of the rules in force
);

-- A heading.
CREATE TABLE outline (
  id INTEGER PRIMARY KEY, -- in reading order
  plan_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
  parent_id INTEGER REFERENCES outline ON DELETE CASCADE,
  node TEXT NOT NULL, -- 3, 3.1, 3.1.2
  depth INTEGER NOT NULL,
  kind TEXT NOT NULL,
  label TEXT,
  title TEXT,
  path TEXT NOT NULL, -- it and the headings over it, the outermost first, with ' > ' between them
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  line INTEGER,
  page INTEGER,
  locator TEXT,
  UNIQUE (plan_id, node)
);
CREATE INDEX outline_parent ON outline (parent_id);

-- A paragraph or a table; all of them in their order are the whole text.
CREATE TABLE paragraphs (
  id INTEGER PRIMARY KEY, -- in reading order
  plan_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
  outline_id INTEGER REFERENCES outline ON DELETE CASCADE, -- the heading it stands under
  node TEXT NOT NULL, -- 3.1.p2
  kind TEXT NOT NULL CHECK (kind IN ('paragraph', 'table')),
  heading INTEGER NOT NULL CHECK (heading IN (0, 1)), -- whether only a heading stands in it
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  line INTEGER,
  page INTEGER,
  locator TEXT,
  UNIQUE (plan_id, node)
);
CREATE INDEX paragraphs_outline ON paragraphs (outline_id);

-- A target or an achievement.
CREATE TABLE quantities (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
  outline_id INTEGER REFERENCES outline ON DELETE CASCADE,
  paragraph_id INTEGER REFERENCES paragraphs ON DELETE CASCADE,
  ref TEXT NOT NULL, -- t0012 in the plan document
  role TEXT NOT NULL CHECK (role IN ('target', 'achieved')),
  indicator TEXT NOT NULL,
  canonical TEXT, -- gdp and so on, where the indicator is a known one
  comparator TEXT NOT NULL CHECK (comparator IN ('=', '>=', '<=', '>', '<', '~')),
  value REAL NOT NULL,
  value_max REAL,
  unit TEXT,
  measure TEXT NOT NULL CHECK (measure IN ('level', 'cumulative', 'growth', 'annual_growth', 'decline')),
  year INTEGER,
  year_stated INTEGER NOT NULL CHECK (year_stated IN (0, 1)),
  binding TEXT,
  normalized_value REAL, -- in the base unit
  normalized_value_max REAL,
  normalized_unit TEXT, -- CNY, m², 1 and so on
  text TEXT NOT NULL,
  quote TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  line INTEGER,
  page INTEGER,
  locator TEXT,
  UNIQUE (plan_id, ref)
);
CREATE INDEX quantities_canonical ON quantities (canonical, measure, year);
CREATE INDEX quantities_indicator ON quantities (indicator);
CREATE INDEX quantities_outline ON quantities (outline_id);
CREATE INDEX quantities_paragraph ON quantities (paragraph_id);

-- A named project.
CREATE TABLE projects (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
  ref TEXT NOT NULL, -- p0007 in the plan document
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('facility', 'organisation', 'platform', 'programme', 'zone')),
  status TEXT NOT NULL CHECK (status IN ('completed', 'underway', 'planned')),
  location TEXT,
  start_year INTEGER,
  end_year INTEGER,
  investment REAL,
  investment_unit TEXT,
  investment_normalized REAL,
  investment_currency TEXT,
  content TEXT,
  UNIQUE (plan_id, ref)
);
CREATE INDEX projects_name ON projects (name);

-- Another name that the plan has for a project.
CREATE TABLE aliases (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects ON DELETE CASCADE,
  name TEXT NOT NULL,
  UNIQUE (project_id, name)
);

-- A place where the plan acts on a project.
CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects ON DELETE CASCADE,
  outline_id INTEGER REFERENCES outline ON DELETE CASCADE,
  paragraph_id INTEGER REFERENCES paragraphs ON DELETE CASCADE,
  text TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('completed', 'underway', 'planned')),
  action TEXT,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  line INTEGER,
  page INTEGER,
  locator TEXT
);
CREATE INDEX mentions_project ON mentions (project_id);
CREATE INDEX mentions_outline ON mentions (outline_id);
CREATE INDEX mentions_paragraph ON mentions (paragraph_id);

-- A fault of the plan: what `check` finds, and what reading it found odd beside that.
CREATE TABLE problems (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
  outline_id INTEGER REFERENCES outline ON DELETE CASCADE,
  paragraph_id INTEGER REFERENCES paragraphs ON DELETE CASCADE,
  code TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
  rule TEXT,
  message TEXT NOT NULL,
  text TEXT,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  line INTEGER,
  page INTEGER,
  locator TEXT
);
CREATE INDEX problems_plan ON problems (plan_id, code);
CREATE INDEX problems_outline ON problems (outline_id);
CREATE INDEX problems_paragraph ON problems (paragraph_id);

-- The targets of all plans, with the plan and the headings over them.
CREATE VIEW targets AS
SELECT p.name AS plan, p.region, p.period_start, p.period_end, q.ref AS target, q.indicator, q.canonical, q.comparator,
  q.value, q.value_max, q.unit, q.measure, q.year, q.year_stated, q.binding, q.normalized_value, q.normalized_value_max,
  q.normalized_unit, q.text, q.quote, o.path, q.span_start, q.span_end, q.line, q.page, q.locator, q.id, q.plan_id
FROM quantities AS q JOIN plans AS p ON p.id = q.plan_id LEFT JOIN outline AS o ON o.id = q.outline_id
WHERE q.role = 'target';

-- The achievements of all plans, in the same way.
CREATE VIEW achievements AS
SELECT p.name AS plan, p.region, p.period_start, p.period_end, q.ref AS achievement, q.indicator, q.canonical,
  q.comparator, q.value, q.value_max, q.unit, q.measure, q.year, q.year_stated, q.binding, q.normalized_value,
  q.normalized_value_max, q.normalized_unit, q.text, q.quote, o.path, q.span_start, q.span_end, q.line, q.page, q.locator,
  q.id, q.plan_id
FROM quantities AS q JOIN plans AS p ON p.id = q.plan_id LEFT JOIN outline AS o ON o.id = q.outline_id
WHERE q.role = 'achieved';

-- Full-text search, for words of three characters and more. Chinese has no blanks between words, so each three
-- neighbouring characters are a token; that finds every word, whatever a dictionary takes for one.
CREATE VIRTUAL TABLE long_words USING fts5 (
  text, content="paragraphs", content_rowid="id", tokenize = 'trigram'
);

-- For words of one and two characters each text is cut into pairs, once from its first character and once from its
-- second, so that every pair is a token of one of them. Between the pairs stands a character that has no width. The
-- index is kept without a copy of the texts; beyond 20,000 characters a paragraph is not indexed.
CREATE VIEW pairs AS
SELECT id,
  (WITH RECURSIVE at (n) AS (SELECT 1 UNION ALL SELECT n + 2 FROM at WHERE n + 2 <= min(length(text), 20000))
   SELECT group_concat(substr(text, n, 2), char(8203)) FROM at) AS even,
  (WITH RECURSIVE at (n) AS (SELECT 0 UNION ALL SELECT n + 2 FROM at WHERE n + 2 <= min(length(text), 20000))
   SELECT group_concat(substr(text, max(n, 1), iif(n = 0, 1, 2)), char(8203)) FROM at) AS odd
FROM paragraphs;
CREATE VIRTUAL TABLE short_words USING fts5 (
  even, odd, content="pairs", content_rowid="id", tokenize = 'unicode61'
);

-- Both follow the paragraphs by themselves.
CREATE TRIGGER paragraphs_come AFTER INSERT ON paragraphs BEGIN
  INSERT INTO long_words (rowid, text) VALUES (new.id, new.text);
  INSERT INTO short_words (rowid, even, odd) SELECT id, even, odd FROM pairs WHERE id = new.id;
END;
CREATE TRIGGER paragraphs_go BEFORE DELETE ON paragraphs BEGIN
  INSERT INTO long_words (long_words, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO short_words (short_words, rowid, even, odd) SELECT 'delete', id, even, odd FROM pairs WHERE id = old.id;
END;
CREATE TRIGGER paragraphs_were BEFORE UPDATE OF id, text ON paragraphs BEGIN
  INSERT INTO long_words (long_words, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO short_words (short_words, rowid, even, odd) SELECT 'delete', id, even, odd FROM pairs WHERE id = old.id;
END;
CREATE TRIGGER paragraphs_became AFTER UPDATE OF id, text ON paragraphs BEGIN
  INSERT INTO long_words (rowid, text) VALUES (new.id, new.text);
  INSERT INTO short_words (rowid, even, odd) SELECT id, even, odd FROM pairs WHERE id = new.id;
END;

-- To search for words of either length (:words is bound, such as '就业'):
--
--   SELECT plans.name, outline.path, hit.snippet, paragraphs.line
--   FROM (SELECT rowid, rank, snippet(long_words, 0, '[', ']', '…', 40) AS snippet FROM long_words(:words)
--         UNION ALL
--         SELECT rowid, rank, replace(snippet(short_words, -1, '[', ']', '…', 20), char(8203), '')
--         FROM short_words(:words)) AS hit
--   JOIN paragraphs ON paragraphs.id = hit.rowid
--   JOIN plans ON plans.id = paragraphs.plan_id
--   LEFT JOIN outline ON outline.id = paragraphs.outline_id
--   ORDER BY hit.rank LIMIT 20;
--
-- `plan_extract.search` does so for several words at once.
