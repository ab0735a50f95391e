-- What stands in the database beside the tables of the data package: a search over names and texts, and views that answer what is asked most.
-- Names are looked for by their parts, so the search cuts texts into threes; `LIKE` finds what is shorter than three characters.

CREATE INDEX facts_by_name ON facts (name);

CREATE VIRTUAL TABLE search USING fts5(text, kind UNINDEXED, key UNINDEXED, tokenize = 'trigram');
-- `key` is the name of figures, the path of a document, the id of a body or a finding, the row of all else.
INSERT INTO search (text, kind, key) SELECT name, 'facts', name FROM facts WHERE name IS NOT NULL GROUP BY name;
INSERT INTO search (text, kind, key)
    SELECT concat_ws(' ', title, document), 'documents', document FROM documents ORDER BY rowid;
INSERT INTO search (text, kind, key) SELECT concat_ws(' ', name, names), 'departments', id FROM departments ORDER BY rowid;
INSERT INTO search (text, kind, key)
    SELECT concat_ws(' ', message, left_quote, right_quote), 'findings', id FROM findings ORDER BY rowid;
INSERT INTO search (text, kind, key)
    SELECT concat_ws(' ', project, level1, level2, level3, target, actual, note), 'indicators', rowid
    FROM indicators ORDER BY rowid;
INSERT INTO search (text, kind, key) SELECT project, 'projects', rowid FROM projects WHERE project IS NOT NULL ORDER BY rowid;
INSERT INTO search (search) VALUES ('optimize');

-- What is left of the pages of the search while it was put in order goes to these.
CREATE INDEX facts_by_id ON facts (id);
CREATE INDEX facts_by_body ON facts (department, fiscal_year, statement);
CREATE INDEX facts_by_document ON facts (document);
CREATE INDEX findings_by_id ON findings (id);

-- Figures with whose they are and where they are printed: enough to cite one.
CREATE VIEW cited AS
SELECT f.id, d.name AS body, f.fiscal_year, f.phase, f.scope, f."table", f.name, f.measure, f.amount_text AS amount, f.unit,
       f.amount_wan, f.status, f.counts, o.title AS document_title, f.document, f.locator, f.quote, o.source_url, o.published_on
FROM facts f
LEFT JOIN departments d ON d.id = f.department
LEFT JOIN documents o ON o.document = f.document;

-- The money of 三公 of a body in a year, in 万元, a row for each phase and scope: from the table where one prints a total, else
-- from the text. Only printed figures that count.
CREATE VIEW three_public AS
WITH printed AS (
    SELECT department, fiscal_year, phase, scope, statement,
           CASE code WHEN 'three_public' THEN 'all' ELSE code END AS item, amount_wan, id, min(rowid)
    FROM facts
    WHERE counts = 'yes' AND status <> 'derived' AND measure = 'total' AND base IS NULL AND amount_wan IS NOT NULL
      AND department IS NOT NULL AND fiscal_year IS NOT NULL AND phase IS NOT NULL
      AND (statement = 'three_public' AND scheme = 'three_public'
           AND code IN ('all', 'outbound', 'vehicle', 'vehicle_purchase', 'vehicle_running', 'reception')
        OR statement = 'narrative'
           AND code IN ('three_public', 'outbound', 'vehicle', 'vehicle_purchase', 'vehicle_running', 'reception'))
    GROUP BY department, fiscal_year, phase, scope, statement, item
), side_by_side AS (
    SELECT department, fiscal_year, phase, scope, statement,
           max(amount_wan) FILTER (WHERE item = 'all') AS total,
           max(amount_wan) FILTER (WHERE item = 'outbound') AS outbound,
           max(amount_wan) FILTER (WHERE item = 'vehicle') AS vehicle,
           max(amount_wan) FILTER (WHERE item = 'vehicle_purchase') AS vehicle_purchase,
           max(amount_wan) FILTER (WHERE item = 'vehicle_running') AS vehicle_running,
           max(amount_wan) FILTER (WHERE item = 'reception') AS reception,
           max(id) FILTER (WHERE item = 'all') AS total_fact
    FROM printed
    GROUP BY department, fiscal_year, phase, scope, statement
), first AS (
    SELECT *, row_number() OVER (
        PARTITION BY department, fiscal_year, phase, scope ORDER BY total IS NULL, statement = 'narrative') AS place
    FROM side_by_side
)
SELECT d.name AS body, first.department, fiscal_year, phase, scope, total, outbound, vehicle, vehicle_purchase, vehicle_running,
       reception, statement, total_fact
FROM first JOIN departments d ON d.id = first.department
WHERE place = 1
ORDER BY first.department, fiscal_year, phase, scope;

-- What a body spent, or planned to, and took in in a year, in 万元, a row for each phase and scope. `expenditure_of` is the table that says
-- it: several do, and the first of them in this order is taken.
CREATE VIEW totals AS
WITH asked (sort, place, statement, scheme, code) AS (
    VALUES ('expenditure', 1, 'expenditure_summary', NULL, 'year'),
           ('expenditure', 2, 'expenditure_detail', NULL, 'all'),
           ('expenditure', 3, 'expenditure_summary', NULL, 'all'),
           ('expenditure', 4, 'budget_adjustment', 'nature', 'all'),
           ('expenditure', 5, 'budget_adjustment', 'function', 'all'),
           ('expenditure', 6, 'narrative', NULL, 'year_expenditure'),
           ('expenditure', 7, 'narrative', NULL, 'budget_expenditure'),
           ('expenditure', 8, 'narrative', NULL, 'execution'),
           ('expenditure', 9, 'narrative', NULL, 'budget'),
           ('income', 1, 'income_summary', 'income', 'year'),
           ('income', 2, 'income_summary', 'income', 'all'),
           ('general_public', 1, 'general_by_function', NULL, 'all')
), printed AS (
    SELECT f.department, f.fiscal_year, f.phase, f.scope, a.sort, f.amount_wan, f.id, f.statement,
           row_number() OVER (
               PARTITION BY f.department, f.fiscal_year, f.phase, f.scope, a.sort ORDER BY a.place, f.rowid) AS place
    FROM facts f
    JOIN asked a ON f.statement = a.statement AND f.code = a.code AND (a.scheme IS NULL OR f.scheme = a.scheme)
    WHERE f.counts = 'yes' AND f.status <> 'derived' AND f.measure = 'total' AND f.base IS NULL AND f.amount_wan IS NOT NULL
      AND f.department IS NOT NULL AND f.fiscal_year IS NOT NULL AND f.phase IS NOT NULL
)
SELECT d.name AS body, p.department, p.fiscal_year, p.phase, p.scope,
       max(p.amount_wan) FILTER (WHERE p.sort = 'expenditure') AS expenditure,
       max(p.amount_wan) FILTER (WHERE p.sort = 'income') AS income,
       max(p.amount_wan) FILTER (WHERE p.sort = 'general_public') AS general_public,
       max(p.statement) FILTER (WHERE p.sort = 'expenditure') AS expenditure_of,
       max(p.id) FILTER (WHERE p.sort = 'expenditure') AS expenditure_fact,
       max(p.id) FILTER (WHERE p.sort = 'income') AS income_fact
FROM printed p JOIN departments d ON d.id = p.department
WHERE p.place = 1
GROUP BY p.department, p.fiscal_year, p.phase, p.scope
ORDER BY p.department, p.fiscal_year, p.phase, p.scope;

-- What does not agree, with both sides, whose it is and where each side is printed.
CREATE VIEW disagreements AS
SELECT f.id, d.name AS body, f.fiscal_year, f.rule, f.severity, f.state, f.message, f."left", f.left_unit, f.left_quote,
       f.left_locator, f."right", f.right_unit, f.right_quote, f.right_locator, f.difference, f.tolerance,
       o.title AS document_title, f.document, o.source_url
FROM findings f
LEFT JOIN departments d ON d.id = f.department
LEFT JOIN documents o ON o.document = f.document
WHERE f.state = 'mismatch'
ORDER BY f.rowid;

-- The figures of each finding, one by one.
CREATE VIEW figures_of_findings AS
SELECT f.id AS finding, f.rule, f.state, one.key + 1 AS place, a.*
FROM findings f
JOIN json_each('["' || replace(f.facts, ';', '","') || '"]') one
JOIN facts a ON a.id = one.value
ORDER BY f.rowid, one.key;
