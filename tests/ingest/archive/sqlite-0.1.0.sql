PRAGMA user_version = 4;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE version (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,
    body TEXT NOT NULL, system TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
    received_at TEXT NOT NULL
);
CREATE TABLE standing (
    kind TEXT, id TEXT, counts INTEGER NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE withdrawal (id TEXT PRIMARY KEY, kind TEXT, target TEXT) WITHOUT ROWID;
CREATE TABLE rejected (
    number INTEGER PRIMARY KEY, file TEXT, line INTEGER, field TEXT, reason TEXT, excerpt TEXT,
    received_at TEXT, UNIQUE (file, line, field, reason, excerpt)
);
CREATE TABLE node (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, key TEXT NOT NULL, known INTEGER NOT NULL,
    props TEXT NOT NULL, settled TEXT, UNIQUE (label, key)
);
CREATE TABLE flow (
    tail INTEGER, head INTEGER, n INTEGER, reo_g INTEGER NOT NULL, supported INTEGER NOT NULL,
    product TEXT, net_g INTEGER, props TEXT NOT NULL, PRIMARY KEY (tail, head, n)
) WITHOUT ROWID;
CREATE TABLE edge (
    tail INTEGER, type TEXT, head INTEGER, n INTEGER, props TEXT NOT NULL,
    PRIMARY KEY (tail, type, head, n)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE found_by USING fts5 (
    terms, tokenize = "unicode61 remove_diacritics 0"
);
CREATE TABLE monthly_draw (
    month TEXT, enterprise TEXT, activity TEXT, ore_class TEXT, quota TEXT,
    drawn_g INTEGER NOT NULL, covered_g INTEGER NOT NULL,
    PRIMARY KEY (month, enterprise, activity, ore_class, quota)
) WITHOUT ROWID;
CREATE TABLE monthly_movement (
    month TEXT, enterprise TEXT, events INTEGER NOT NULL, PRIMARY KEY (month, enterprise)
) WITHOUT ROWID;
CREATE TABLE monthly_invoice (
    month TEXT, seller TEXT, invoices INTEGER NOT NULL, net_g INTEGER NOT NULL,
    reo_g INTEGER NOT NULL, unstated INTEGER NOT NULL, PRIMARY KEY (month, seller)
) WITHOUT ROWID;
CREATE TABLE mark (touch TEXT, key TEXT, PRIMARY KEY (touch, key)) WITHOUT ROWID;
CREATE TABLE unaudited (
    label TEXT, key TEXT, turn INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (label, key)
) WITHOUT ROWID;
CREATE TABLE finding (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, scope TEXT NOT NULL, subject TEXT NOT NULL,
    code TEXT NOT NULL, severity TEXT NOT NULL, enterprise TEXT, region TEXT, day TEXT,
    status TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_at TEXT,
    raised INTEGER NOT NULL, words TEXT NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE review (
    number INTEGER PRIMARY KEY, finding TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    decision TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE decision (
    number INTEGER PRIMARY KEY, declaration TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
    decision TEXT NOT NULL, reason TEXT NOT NULL, advice TEXT, conclusion TEXT
);
CREATE TABLE conclusion_change (
    number INTEGER PRIMARY KEY, subject TEXT NOT NULL, at TEXT NOT NULL, before TEXT, after TEXT,
    lawful_before_g INTEGER, lawful_after_g INTEGER, load TEXT, causes TEXT NOT NULL
);
CREATE TABLE watch (
    id TEXT PRIMARY KEY, wanted TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL,
    by TEXT NOT NULL, created_at TEXT NOT NULL, told INTEGER NOT NULL, told_at TEXT,
    tried_at TEXT, failures INTEGER NOT NULL, error TEXT, due_at TEXT, active INTEGER NOT NULL,
    holder TEXT, held_until TEXT
) WITHOUT ROWID;
CREATE TABLE raising (
    raised INTEGER PRIMARY KEY, id TEXT NOT NULL, scope TEXT NOT NULL, subject TEXT NOT NULL,
    code TEXT NOT NULL, severity TEXT NOT NULL, enterprise TEXT, region TEXT, day TEXT,
    status TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_at TEXT,
    words TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX version_record ON version (kind, id);
CREATE INDEX withdrawal_target ON withdrawal (kind, target);
CREATE INDEX flow_up ON flow (head, tail);
CREATE INDEX edge_up ON edge (head, type, tail);
CREATE INDEX finding_place ON finding (place);
CREATE INDEX finding_scope ON finding (scope) WHERE gone_at IS NULL;
CREATE INDEX finding_subject ON finding (subject);
CREATE INDEX finding_enterprise ON finding (enterprise, place);
CREATE INDEX finding_raised ON finding (raised);
CREATE INDEX review_finding ON review (finding);
CREATE INDEX decision_declaration ON decision (declaration);
CREATE INDEX conclusion_change_subject ON conclusion_change (subject);
INSERT INTO meta (name, value) VALUES ('audited', '17');
INSERT INTO meta (name, value) VALUES ('settled_at', '2026-11-30T19:17:00.116649+00:00');
INSERT INTO meta (name, value) VALUES ('turn', '1');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (1, 'enterprise', '91150000701463622D', 0, '{"id":"91150000701463622D","name":"矿","record":"enterprise","region":"150206","revision":0,"roles":["mining"]}', 'authority', 'tiny.jsonl', 1, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (2, 'enterprise', '91510000MA62TEST1R', 0, '{"id":"91510000MA62TEST1R","name":"分离","record":"enterprise","region":"150203","revision":0,"roles":["separation"]}', 'authority', 'tiny.jsonl', 2, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (3, 'enterprise', '91310000MA1KTEST2M', 0, '{"id":"91310000MA1KTEST2M","name":"贸易","record":"enterprise","region":"310115","revision":0,"roles":["trade"]}', 'authority', 'tiny.jsonl', 3, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (4, 'designation', 'DM', 0, '{"activity":"mining","enterprise":"91150000701463622D","id":"DM","notice":"list","record":"designation","revision":0,"valid_from":"2025-01-01"}', 'MIIT', 'tiny.jsonl', 4, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (5, 'designation', 'DS', 0, '{"activity":"separation","enterprise":"91510000MA62TEST1R","id":"DS","notice":"list","record":"designation","revision":0,"valid_from":"2025-01-01"}', 'MIIT', 'tiny.jsonl', 5, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (6, 'quota', 'QM', 0, '{"activity":"mining","batch":"1","enterprise":"91150000701463622D","id":"QM","issued_on":"2026-01-05","ore_class":"rock","record":"quota","reo_t":100,"revision":0,"year":2026}', 'MIIT', 'tiny.jsonl', 6, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (7, 'quota', 'QS', 0, '{"activity":"separation","batch":"1","enterprise":"91510000MA62TEST1R","id":"QS","issued_on":"2026-01-05","record":"quota","reo_t":90,"revision":0,"year":2026}', 'MIIT', 'tiny.jsonl', 7, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (8, 'extraction', 'E1', 0, '{"date":"2026-01-10","enterprise":"91150000701463622D","id":"E1","ore_class":"rock","output":{"id":"C1","product":"concentrate","reo_kg":80000},"record":"extraction","revision":0}', 'enterprise', 'tiny.jsonl', 8, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (9, 'extraction', 'E2', 0, '{"date":"2026-02-10","enterprise":"91150000701463622D","id":"E2","ore_class":"rock","output":{"id":"C2","product":"concentrate","reo_kg":40000},"record":"extraction","revision":0}', 'enterprise', 'tiny.jsonl', 9, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (10, 'transfer', 'T1', 0, '{"buyer":"91510000MA62TEST1R","date":"2026-02-20","id":"T1","invoices":["2615 2000 0000 1234 5671"],"items":[{"lot":"C1","new_lot":"K1","reo_kg":80000},{"lot":"C2","new_lot":"K2","reo_kg":40000}],"reason":"sale","record":"transfer","revision":0,"seller":"91150000701463622D"}', 'enterprise', 'tiny.jsonl', 10, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (11, 'processing', 'P1', 0, '{"date":"2026-03-01","enterprise":"91510000MA62TEST1R","id":"P1","inputs":[{"lot":"K1","reo_kg":80000},{"lot":"K2","reo_kg":40000}],"outputs":[{"id":"D1","product":"oxide","reo_kg":60000},{"id":"D2","product":"oxide","reo_kg":54000}],"process":"separation","record":"processing","revision":0}', 'enterprise', 'tiny.jsonl', 11, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (12, 'transfer', 'T2', 0, '{"buyer":"91310000MA1KTEST2M","date":"2026-03-05","id":"T2","items":[{"lot":"D1","new_lot":"F1","reo_kg":60000},{"lot":"D2","new_lot":"F2","reo_kg":54000}],"reason":"sale","record":"transfer","revision":0,"seller":"91510000MA62TEST1R"}', 'enterprise', 'tiny.jsonl', 12, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (13, 'export', 'X1', 0, '{"date":"2026-03-10","declaration":"530120260000000042","enterprise":"91310000ma1ktest2m","id":"X1","items":[{"lot":"F1","reo_kg":60000},{"lot":"F2","reo_kg":54000}],"record":"export","revision":0}', 'enterprise', 'tiny.jsonl', 13, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (14, 'declaration', '530120260000000042', 0, '{"country":"DE","date":"2026-03-10","declarant":"91310000ma1ktest2m","direction":"export","goods":"oxide","hs_code":"2846901999","id":"530120260000000042","net_kg":114000,"record":"declaration","revision":0}', 'GAC', 'tiny.jsonl', 14, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (15, 'enterprise', '91310000MA1KTEST2M', 1, '{"id":"91310000MA1KTEST2M","name":"贸易公司","record":"enterprise","region":"310115","revision":1,"roles":["trade"]}', 'authority', 'tiny.jsonl', 16, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (16, 'quota', 'QX', 0, '{"activity":"mining","batch":"1","enterprise":"91150000701463622D","id":"QX","issued_on":"2026-01-05","ore_class":"rock","record":"quota","reo_t":5,"revision":0,"year":2026}', 'MIIT', 'tiny.jsonl', 17, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO version (seq, kind, id, revision, body, system, file, line, received_at) VALUES (17, 'withdrawal', 'W1', 0, '{"id":"W1","reason":"filed in error","record":"withdrawal","revision":0,"withdraws":{"id":"QX","record":"quota"}}', 'MIIT', 'tiny.jsonl', 18, '2026-12-01T03:16:59.203001+08:00');
INSERT INTO standing (kind, id, counts) VALUES ('declaration', '530120260000000042', 1);
INSERT INTO standing (kind, id, counts) VALUES ('designation', 'DM', 1);
INSERT INTO standing (kind, id, counts) VALUES ('designation', 'DS', 1);
INSERT INTO standing (kind, id, counts) VALUES ('enterprise', '91150000701463622D', 1);
INSERT INTO standing (kind, id, counts) VALUES ('enterprise', '91310000MA1KTEST2M', 1);
INSERT INTO standing (kind, id, counts) VALUES ('enterprise', '91510000MA62TEST1R', 1);
INSERT INTO standing (kind, id, counts) VALUES ('export', 'X1', 1);
INSERT INTO standing (kind, id, counts) VALUES ('extraction', 'E1', 1);
INSERT INTO standing (kind, id, counts) VALUES ('extraction', 'E2', 1);
INSERT INTO standing (kind, id, counts) VALUES ('processing', 'P1', 1);
INSERT INTO standing (kind, id, counts) VALUES ('quota', 'QM', 1);
INSERT INTO standing (kind, id, counts) VALUES ('quota', 'QS', 1);
INSERT INTO standing (kind, id, counts) VALUES ('quota', 'QX', 0);
INSERT INTO standing (kind, id, counts) VALUES ('transfer', 'T1', 1);
INSERT INTO standing (kind, id, counts) VALUES ('transfer', 'T2', 1);
INSERT INTO standing (kind, id, counts) VALUES ('withdrawal', 'W1', 1);
INSERT INTO withdrawal (id, kind, target) VALUES ('W1', 'quota', 'QX');
INSERT INTO rejected (number, file, line, field, reason, excerpt, received_at) VALUES (1, 'tiny.jsonl', 15, 'rare_earth', 'rare_earth is not a field of invoice; did you mean rare_earth_mark? (and 1 more problem in this record)', '{"record": "invoice", "id": "2615 2000 0000 1234 5671", "issued_on": "2026-02-21", "seller": "91150000701463622D", "buyer": "91510000MA62TEST1R", "status": "valid", "rare_earth": true, "lines": [{"goo…', '2026-11-30T19:16:59.568122+00:00');
INSERT INTO rejected (number, file, line, field, reason, excerpt, received_at) VALUES (2, 'tiny.jsonl', 19, 'enterprise', 'enterprise is missing (and 5 more problems in this record)', '{"record":"quota","id":"QBAD"}', '2026-11-30T19:16:59.568135+00:00');
INSERT INTO rejected (number, file, line, field, reason, excerpt, received_at) VALUES (3, 'tiny.jsonl', 20, '', 'the line must be JSON: Expecting value at character 1', 'not json', '2026-11-30T19:16:59.568137+00:00');
INSERT INTO node (id, label, key, known, props, settled) VALUES (1, 'Enterprise', '91150000701463622D', 1, '{"id":"91150000701463622D","revision":0,"name":"矿","region":"150206","roles":["mining"]}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (2, 'Region', '150206', 1, '{"name":"白云鄂博矿区","level":"county"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (3, 'Region', '150200', 1, '{"name":"包头市","level":"city"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (4, 'Region', '150000', 1, '{"name":"内蒙古自治区","level":"province"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (5, 'Region', '100000', 1, '{"name":"中国","level":"nation"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (6, 'Enterprise', '91510000MA62TEST1R', 1, '{"id":"91510000MA62TEST1R","revision":0,"name":"分离","region":"150203","roles":["separation"]}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (7, 'Region', '150203', 1, '{"name":"昆都仑区","level":"county"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (8, 'Enterprise', '91310000MA1KTEST2M', 1, '{"id":"91310000MA1KTEST2M","revision":1,"name":"贸易公司","region":"310115","roles":["trade"]}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (9, 'Region', '310115', 1, '{"name":"浦东新区","level":"county"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (10, 'Region', '310100', 1, '{"name":"市辖区","level":"city"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (11, 'Region', '310000', 1, '{"name":"上海市","level":"province"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (12, 'Designation', 'DM', 1, '{"id":"DM","revision":0,"enterprise":"91150000701463622D","activity":"mining","valid_from":"2025-01-01","notice":"list"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (13, 'Designation', 'DS', 1, '{"id":"DS","revision":0,"enterprise":"91510000MA62TEST1R","activity":"separation","valid_from":"2025-01-01","notice":"list"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (14, 'Quota', 'QM', 1, '{"id":"QM","revision":0,"enterprise":"91150000701463622D","year":2026,"batch":"1","activity":"mining","ore_class":"rock","reo_g":100000000,"issued_on":"2026-01-05"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (15, 'Quota', 'QS', 1, '{"id":"QS","revision":0,"enterprise":"91510000MA62TEST1R","year":2026,"batch":"1","activity":"separation","reo_g":90000000,"issued_on":"2026-01-05"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (16, 'Event', 'extraction:E1', 1, '{"id":"E1","revision":0,"date":"2026-01-10","enterprise":"91150000701463622D","ore_class":"rock","kind":"extraction"}', '[["mining",80000000,80000000,"over_quota_mining","rock",["mining","91150000701463622D","2026"],[["Quota","QM",80000000,80000000]]]]');
INSERT INTO node (id, label, key, known, props, settled) VALUES (17, 'Event', 'extraction:E2', 1, '{"id":"E2","revision":0,"date":"2026-02-10","enterprise":"91150000701463622D","ore_class":"rock","kind":"extraction"}', '[["mining",40000000,20000000,"over_quota_mining","rock",["mining","91150000701463622D","2026"],[["Quota","QM",40000000,20000000]]]]');
INSERT INTO node (id, label, key, known, props, settled) VALUES (18, 'Event', 'transfer:T1/1', 1, '{"id":"T1/1","revision":0,"date":"2026-02-20","buyer":"91510000MA62TEST1R","reason":"sale","invoices":["2615 2000 0000 1234 5671"],"kind":"transfer","enterprise":"91150000701463622D"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (19, 'Event', 'transfer:T1/2', 1, '{"id":"T1/2","revision":0,"date":"2026-02-20","buyer":"91510000MA62TEST1R","reason":"sale","invoices":["2615 2000 0000 1234 5671"],"kind":"transfer","enterprise":"91150000701463622D"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (20, 'Event', 'processing:P1', 1, '{"id":"P1","revision":0,"date":"2026-03-01","enterprise":"91510000MA62TEST1R","process":"separation","kind":"processing","ore_g":0,"mineral_g":0,"compound_g":114000000}', '[["separation",114000000,90000000,"over_quota_separation",null,["separation","91510000MA62TEST1R","2026"],[["Quota","QS",114000000,90000000]]]]');
INSERT INTO node (id, label, key, known, props, settled) VALUES (21, 'Event', 'transfer:T2/1', 1, '{"id":"T2/1","revision":0,"date":"2026-03-05","buyer":"91310000MA1KTEST2M","reason":"sale","kind":"transfer","enterprise":"91510000MA62TEST1R"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (22, 'Event', 'transfer:T2/2', 1, '{"id":"T2/2","revision":0,"date":"2026-03-05","buyer":"91310000MA1KTEST2M","reason":"sale","kind":"transfer","enterprise":"91510000MA62TEST1R"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (23, 'Event', 'export:X1/1', 1, '{"id":"X1/1","revision":0,"date":"2026-03-10","enterprise":"91310000ma1ktest2m","declaration":"530120260000000042","kind":"export"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (24, 'Event', 'export:X1/2', 1, '{"id":"X1/2","revision":0,"date":"2026-03-10","enterprise":"91310000ma1ktest2m","declaration":"530120260000000042","kind":"export"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (25, 'Declaration', '530120260000000042', 1, '{"id":"530120260000000042","revision":0,"direction":"export","date":"2026-03-10","declarant":"91310000ma1ktest2m","hs_code":"2846901999","goods":"oxide","net_g":114000000,"country":"DE"}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (26, 'Lot', 'C1', 0, '{}', '{"product":"concentrate","reo_g":80000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91150000701463622D","produced_on":"2026-01-10","drawn_g":80000000,"statuses":["quota"],"shares":[1.0]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (27, 'Lot', 'C2', 0, '{}', '{"product":"concentrate","reo_g":40000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91150000701463622D","produced_on":"2026-02-10","drawn_g":40000000,"statuses":["quota","over_quota_mining"],"shares":[0.5,0.5]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (28, 'Lot', 'K1', 0, '{}', '{"product":"concentrate","reo_g":80000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91510000MA62TEST1R","produced_on":"2026-02-20","drawn_g":80000000,"statuses":["quota"],"shares":[1.0]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (29, 'Invoice', '2615 2000 0000 1234 5671', 0, '{}', NULL);
INSERT INTO node (id, label, key, known, props, settled) VALUES (30, 'Lot', 'K2', 0, '{}', '{"product":"concentrate","reo_g":40000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91510000MA62TEST1R","produced_on":"2026-02-20","drawn_g":40000000,"statuses":["quota","over_quota_mining"],"shares":[0.5,0.5]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (31, 'Lot', 'D1', 0, '{}', '{"product":"oxide","reo_g":60000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91510000MA62TEST1R","produced_on":"2026-03-01","drawn_g":60000000,"statuses":["quota","over_quota_mining","over_quota_separation"],"shares":[0.6578947368421052,0.13157894736842105,0.21052631578947367]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (32, 'Lot', 'D2', 0, '{}', '{"product":"oxide","reo_g":54000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91510000MA62TEST1R","produced_on":"2026-03-01","drawn_g":54000000,"statuses":["quota","over_quota_mining","over_quota_separation"],"shares":[0.6578947368421052,0.13157894736842105,0.21052631578947367]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (33, 'Lot', 'F1', 0, '{}', '{"product":"oxide","reo_g":60000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91310000MA1KTEST2M","produced_on":"2026-03-05","drawn_g":0,"statuses":["quota","over_quota_mining","over_quota_separation"],"shares":[0.6578947368421052,0.13157894736842105,0.21052631578947367]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (34, 'Lot', 'F2', 0, '{}', '{"product":"oxide","reo_g":54000000,"feed":"domestic","ore_class":"rock","claims":1,"holder":"91310000MA1KTEST2M","produced_on":"2026-03-05","drawn_g":0,"statuses":["quota","over_quota_mining","over_quota_separation"],"shares":[0.6578947368421052,0.13157894736842105,0.21052631578947367]}');
INSERT INTO node (id, label, key, known, props, settled) VALUES (35, 'Enterprise', '91310000ma1ktest2m', 0, '{}', NULL);
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (16, 26, 0, 80000000, 1, 'concentrate', NULL, '{"product":"concentrate"}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (17, 27, 0, 40000000, 1, 'concentrate', NULL, '{"product":"concentrate"}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (18, 28, 0, 80000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (19, 30, 0, 40000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (20, 31, 0, 60000000, 1, 'oxide', NULL, '{"product":"oxide"}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (20, 32, 1, 54000000, 1, 'oxide', NULL, '{"product":"oxide"}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (21, 33, 0, 60000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (22, 34, 0, 54000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (26, 18, 0, 80000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (27, 19, 0, 40000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (28, 20, 0, 80000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (30, 20, 0, 40000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (31, 21, 0, 60000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (32, 22, 0, 54000000, 1, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (33, 23, 0, 60000000, 0, NULL, NULL, '{}');
INSERT INTO flow (tail, head, n, reo_g, supported, product, net_g, props) VALUES (34, 24, 0, 54000000, 0, NULL, NULL, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (1, 'LOCATED_IN', 2, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (2, 'PART_OF', 3, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (3, 'PART_OF', 4, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (4, 'PART_OF', 5, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (6, 'LOCATED_IN', 7, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (7, 'PART_OF', 3, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (8, 'LOCATED_IN', 9, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (9, 'PART_OF', 10, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (10, 'PART_OF', 11, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (11, 'PART_OF', 5, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (12, 'DESIGNATES', 1, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (13, 'DESIGNATES', 6, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (14, 'ALLOCATED_TO', 1, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (15, 'ALLOCATED_TO', 6, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (16, 'BY', 1, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (16, 'DRAWS', 14, 0, '{"gate":"mining","reo_g":80000000,"covered_g":80000000}');
INSERT INTO edge (tail, type, head, n, props) VALUES (17, 'BY', 1, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (17, 'DRAWS', 14, 0, '{"gate":"mining","reo_g":40000000,"covered_g":20000000}');
INSERT INTO edge (tail, type, head, n, props) VALUES (18, 'BY', 1, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (18, 'INVOICED_BY', 29, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (18, 'TO', 6, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (19, 'BY', 1, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (19, 'INVOICED_BY', 29, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (19, 'TO', 6, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (20, 'BY', 6, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (20, 'DRAWS', 15, 0, '{"gate":"separation","reo_g":114000000,"covered_g":90000000}');
INSERT INTO edge (tail, type, head, n, props) VALUES (21, 'BY', 6, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (21, 'TO', 8, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (22, 'BY', 6, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (22, 'TO', 8, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (23, 'BY', 35, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (23, 'DECLARED_IN', 25, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (24, 'BY', 35, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (24, 'DECLARED_IN', 25, 0, '{}');
INSERT INTO edge (tail, type, head, n, props) VALUES (25, 'DECLARED_BY', 35, 0, '{}');
INSERT INTO found_by (rowid, terms) VALUES (1, '91 11 15 50 00 00 00 07 70 01 14 46 63 36 62 22 2d d 矿');
INSERT INTO found_by (rowid, terms) VALUES (2, '15 50 02 20 06 6 白云 云鄂 鄂博 博矿 矿区 区');
INSERT INTO found_by (rowid, terms) VALUES (3, '15 50 02 20 00 0 包头 头市 市');
INSERT INTO found_by (rowid, terms) VALUES (4, '15 50 00 00 00 0 内蒙 蒙古 古自 自治 治区 区');
INSERT INTO found_by (rowid, terms) VALUES (5, '10 00 00 00 00 0 中国 国');
INSERT INTO found_by (rowid, terms) VALUES (6, '91 15 51 10 00 00 00 0m ma a6 62 2t te es st t1 1r r 分离 离');
INSERT INTO found_by (rowid, terms) VALUES (7, '15 50 02 20 03 3 昆都 都仑 仑区 区');
INSERT INTO found_by (rowid, terms) VALUES (8, '91 13 31 10 00 00 00 0m ma a1 1k kt te es st t2 2m m 贸易 易公 公司 司');
INSERT INTO found_by (rowid, terms) VALUES (9, '31 10 01 11 15 5 浦东 东新 新区 区');
INSERT INTO found_by (rowid, terms) VALUES (10, '31 10 01 10 00 0 市辖 辖区 区');
INSERT INTO found_by (rowid, terms) VALUES (11, '31 10 00 00 00 0 上海 海市 市');
INSERT INTO found_by (rowid, terms) VALUES (12, 'dm m');
INSERT INTO found_by (rowid, terms) VALUES (13, 'ds s');
INSERT INTO found_by (rowid, terms) VALUES (14, 'qm m');
INSERT INTO found_by (rowid, terms) VALUES (15, 'qs s');
INSERT INTO found_by (rowid, terms) VALUES (16, 'ex xt tr ra ac ct ti io on ne e1 1');
INSERT INTO found_by (rowid, terms) VALUES (17, 'ex xt tr ra ac ct ti io on ne e2 2');
INSERT INTO found_by (rowid, terms) VALUES (18, 'tr ra an ns sf fe er rt t1 11 1');
INSERT INTO found_by (rowid, terms) VALUES (19, 'tr ra an ns sf fe er rt t1 12 2');
INSERT INTO found_by (rowid, terms) VALUES (20, 'pr ro oc ce es ss si in ng gp p1 1');
INSERT INTO found_by (rowid, terms) VALUES (21, 'tr ra an ns sf fe er rt t2 21 1');
INSERT INTO found_by (rowid, terms) VALUES (22, 'tr ra an ns sf fe er rt t2 22 2');
INSERT INTO found_by (rowid, terms) VALUES (23, 'ex xp po or rt tx x1 11 1');
INSERT INTO found_by (rowid, terms) VALUES (24, 'ex xp po or rt tx x1 12 2');
INSERT INTO found_by (rowid, terms) VALUES (25, '53 30 01 12 20 02 26 60 00 00 00 00 00 00 00 04 42 2');
INSERT INTO found_by (rowid, terms) VALUES (26, 'c1 1');
INSERT INTO found_by (rowid, terms) VALUES (27, 'c2 2');
INSERT INTO found_by (rowid, terms) VALUES (28, 'k1 1');
INSERT INTO found_by (rowid, terms) VALUES (29, '26 61 15 52 20 00 00 00 00 00 00 01 12 23 34 45 56 67 71 1');
INSERT INTO found_by (rowid, terms) VALUES (30, 'k2 2');
INSERT INTO found_by (rowid, terms) VALUES (31, 'd1 1');
INSERT INTO found_by (rowid, terms) VALUES (32, 'd2 2');
INSERT INTO found_by (rowid, terms) VALUES (33, 'f1 1');
INSERT INTO found_by (rowid, terms) VALUES (34, 'f2 2');
INSERT INTO found_by (rowid, terms) VALUES (35, '91 13 31 10 00 00 00 0m ma a1 1k kt te es st t2 2m m');
INSERT INTO monthly_draw (month, enterprise, activity, ore_class, quota, drawn_g, covered_g) VALUES ('2026-01', '91150000701463622D', 'mining', 'rock', 'QM', 80000000, 80000000);
INSERT INTO monthly_draw (month, enterprise, activity, ore_class, quota, drawn_g, covered_g) VALUES ('2026-02', '91150000701463622D', 'mining', 'rock', 'QM', 40000000, 20000000);
INSERT INTO monthly_draw (month, enterprise, activity, ore_class, quota, drawn_g, covered_g) VALUES ('2026-03', '91510000MA62TEST1R', 'separation', '', 'QS', 114000000, 90000000);
INSERT INTO monthly_movement (month, enterprise, events) VALUES ('2026-01', '91150000701463622D', 1);
INSERT INTO monthly_movement (month, enterprise, events) VALUES ('2026-02', '91150000701463622D', 3);
INSERT INTO monthly_movement (month, enterprise, events) VALUES ('2026-02', '91510000MA62TEST1R', 2);
INSERT INTO monthly_movement (month, enterprise, events) VALUES ('2026-03', '91310000MA1KTEST2M', 2);
INSERT INTO monthly_movement (month, enterprise, events) VALUES ('2026-03', '91310000ma1ktest2m', 2);
INSERT INTO monthly_movement (month, enterprise, events) VALUES ('2026-03', '91510000MA62TEST1R', 3);
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('0ec570179c5e3975', '0:0ec570179c5e3975', 'material:Event:extraction:E2', 'Event:extraction:E2', 'OVER_QUOTA_MINING', 'critical', '91150000701463622D', '150206', '2026-02-10', 'confirmed', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 1, 'overquotamining
91150000701463622ddrew40000kgofminingquotaon2026021020000kgwereleft20000kgareover
event
extractione2
extractione2
qm', '{"about": [], "relation": "direct", "message": "91150000701463622D drew 40,000 kg of mining quota on 2026-02-10; 20,000 kg were left, 20,000 kg are over.", "basis": "Order 71 Art. 7; Order 785 Art. 10, 21", "evidence": ["extraction:E2", "QM"], "mass_g": 20000000, "share": 0.5}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('22b592dadaf05a40', '3:22b592dadaf05a40', 'number:Enterprise:91510000MA62TEST1R', 'Enterprise:91510000MA62TEST1R', 'BAD_IDENTIFIER', 'info', '91510000MA62TEST1R', '150203', NULL, 'open', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 22, 'badidentifier
enterprise91510000ma62test1rthecheckdigitofthecreditcodeiswrong
enterprise
91510000ma62test1r
91510000ma62test1r', '{"about": [], "relation": "direct", "message": "Enterprise 91510000MA62TEST1R: the check digit of the credit code is wrong.", "basis": "–", "evidence": ["91510000MA62TEST1R"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('34413334e44b9a6f', '0:34413334e44b9a6f', 'material:Lot:C2', 'Lot:C2', 'NO_QUOTA_ORIGIN', 'critical', '91150000701463622D', '150206', '2026-02-10', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 5, 'noquotaorigin
20000kgof40000kghavenolawfuloriginoverquotamining20000kg
lot
c2
extractione2', '{"about": [], "relation": "derived", "message": "20,000 kg of 40,000 kg have no lawful origin: over_quota_mining 20,000 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["extraction:E2"], "mass_g": 20000000, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('349a56428fc35689', '0:349a56428fc35689', 'material:Lot:F1', 'Lot:F1', 'NO_QUOTA_ORIGIN', 'critical', '91310000MA1KTEST2M', '310115', '2026-03-05', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 8, 'noquotaorigin
20526316kgof60000kghavenolawfuloriginoverquotamining7894737kgoverquotaseparation12631579kg
lot
f1
transfert21', '{"about": [], "relation": "derived", "message": "20,526.316 kg of 60,000 kg have no lawful origin: over_quota_mining 7,894.737 kg, over_quota_separation 12,631.579 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["transfer:T2/1"], "mass_g": 20526316, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('35661eeac7435006', '1:35661eeac7435006', 'material:Event:export:X1/1', 'Event:export:X1/1', 'NOT_HOLDER', 'major', '91310000ma1ktest2m', NULL, '2026-03-10', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 3, 'notholder
91310000ma1ktest2mdrew60000kgoflotf1on20260310itisheldby91310000ma1ktest2m
event
exportx11
f1
exportx11
f1', '{"about": ["F1"], "relation": "direct", "message": "91310000ma1ktest2m drew 60,000 kg of lot F1 on 2026-03-10; it is held by 91310000MA1KTEST2M.", "basis": "Order 785 Art. 14, 25", "evidence": ["export:X1/1", "F1"], "mass_g": 60000000, "share": 1.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('3781495b8c8c339b', '0:3781495b8c8c339b', 'material:Lot:K2', 'Lot:K2', 'NO_QUOTA_ORIGIN', 'critical', '91510000MA62TEST1R', '150203', '2026-02-20', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 10, 'noquotaorigin
20000kgof40000kghavenolawfuloriginoverquotamining20000kg
lot
k2
transfert12', '{"about": [], "relation": "derived", "message": "20,000 kg of 40,000 kg have no lawful origin: over_quota_mining 20,000 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["transfer:T1/2"], "mass_g": 20000000, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('53ace973db64275e', '0:53ace973db64275e', 'material:Lot:D1', 'Lot:D1', 'NO_QUOTA_ORIGIN', 'critical', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 6, 'noquotaorigin
20526316kgof60000kghavenolawfuloriginoverquotamining7894737kgoverquotaseparation12631579kg
lot
d1
processingp1', '{"about": [], "relation": "derived", "message": "20,526.316 kg of 60,000 kg have no lawful origin: over_quota_mining 7,894.737 kg, over_quota_separation 12,631.579 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["processing:P1"], "mass_g": 20526316, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('53c80eace28757fe', '3:53c80eace28757fe', 'number:Enterprise:91310000ma1ktest2m', 'Enterprise:91310000ma1ktest2m', 'BAD_IDENTIFIER', 'info', '91310000ma1ktest2m', NULL, NULL, 'dismissed', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 21, 'badidentifier
enterprise91310000ma1ktest2maunifiedsocialcreditcodehas18digitsorcapitalletters
enterprise
91310000ma1ktest2m
91310000ma1ktest2m', '{"about": [], "relation": "direct", "message": "Enterprise 91310000ma1ktest2m: a unified social credit code has 18 digits or capital letters.", "basis": "–", "evidence": ["91310000ma1ktest2m"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('567746f17d53a173', '0:567746f17d53a173', 'material:Lot:F2', 'Lot:F2', 'NO_QUOTA_ORIGIN', 'critical', '91310000MA1KTEST2M', '310115', '2026-03-05', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 9, 'noquotaorigin
18473684kgof54000kghavenolawfuloriginoverquotamining7105263kgoverquotaseparation11368421kg
lot
f2
transfert22', '{"about": [], "relation": "derived", "message": "18,473.684 kg of 54,000 kg have no lawful origin: over_quota_mining 7,105.263 kg, over_quota_separation 11,368.421 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["transfer:T2/2"], "mass_g": 18473684, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('605a26d70334010b', '1:605a26d70334010b', 'billing:Event:transfer:T2/1', 'Event:transfer:T2/1', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91510000MA62TEST1R', '150203', '2026-03-05', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 14, 'movementwithoutinvoice
91510000ma62test1rsold60000kgto91310000ma1ktest2mon20260305andnamesnoinvoice271dayslater
event
transfert21
transfert21', '{"about": [], "relation": "direct", "message": "91510000MA62TEST1R sold 60,000 kg to 91310000MA1KTEST2M on 2026-03-05 and names no invoice, 271 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T2/1"], "mass_g": 60000000, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('6c1d961992fb2d1a', '1:6c1d961992fb2d1a', 'firm:Enterprise:91510000MA62TEST1R', 'Enterprise:91510000MA62TEST1R', 'MISSING_FLOW_REPORT', 'major', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 19, 'missingflowreport
91510000ma62test1rmovedmaterial3timesin202603andhasnotreporteditby20261201itwastoreportbefore20260410
enterprise
91510000ma62test1r
202603
91510000ma62test1r
202603', '{"about": ["2026-03"], "relation": "direct", "message": "91510000MA62TEST1R moved material 3 times in 2026-03 and has not reported it by 2026-12-01; it was to report before 2026-04-10.", "basis": "Order 71 Art. 10", "evidence": ["91510000MA62TEST1R", "2026-03"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('6de829de45b947ad', '0:6de829de45b947ad', 'material:Lot:D2', 'Lot:D2', 'NO_QUOTA_ORIGIN', 'critical', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 7, 'noquotaorigin
18473684kgof54000kghavenolawfuloriginoverquotamining7105263kgoverquotaseparation11368421kg
lot
d2
processingp1', '{"about": [], "relation": "derived", "message": "18,473.684 kg of 54,000 kg have no lawful origin: over_quota_mining 7,105.263 kg, over_quota_separation 11,368.421 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["processing:P1"], "mass_g": 18473684, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('7bb3153f47bddce6', '1:7bb3153f47bddce6', 'billing:Event:transfer:T2/2', 'Event:transfer:T2/2', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91510000MA62TEST1R', '150203', '2026-03-05', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 15, 'movementwithoutinvoice
91510000ma62test1rsold54000kgto91310000ma1ktest2mon20260305andnamesnoinvoice271dayslater
event
transfert22
transfert22', '{"about": [], "relation": "direct", "message": "91510000MA62TEST1R sold 54,000 kg to 91310000MA1KTEST2M on 2026-03-05 and names no invoice, 271 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T2/2"], "mass_g": 54000000, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('8c9e3972d040af97', '1:8c9e3972d040af97', 'firm:Enterprise:91150000701463622D', 'Enterprise:91150000701463622D', 'MISSING_FLOW_REPORT', 'major', '91150000701463622D', '150206', '2026-02-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 17, 'missingflowreport
91150000701463622dmovedmaterial3timesin202602andhasnotreporteditby20261201itwastoreportbefore20260310
enterprise
91150000701463622d
202602
91150000701463622d
202602', '{"about": ["2026-02"], "relation": "direct", "message": "91150000701463622D moved material 3 times in 2026-02 and has not reported it by 2026-12-01; it was to report before 2026-03-10.", "basis": "Order 71 Art. 10", "evidence": ["91150000701463622D", "2026-02"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('934de97e1a5cfc9e', '1:934de97e1a5cfc9e', 'firm:Enterprise:91150000701463622D', 'Enterprise:91150000701463622D', 'MISSING_FLOW_REPORT', 'major', '91150000701463622D', '150206', '2026-01-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 16, 'missingflowreport
91150000701463622dmovedmaterial1timesin202601andhasnotreporteditby20261201itwastoreportbefore20260210
enterprise
91150000701463622d
202601
91150000701463622d
202601', '{"about": ["2026-01"], "relation": "direct", "message": "91150000701463622D moved material 1 times in 2026-01 and has not reported it by 2026-12-01; it was to report before 2026-02-10.", "basis": "Order 71 Art. 10", "evidence": ["91150000701463622D", "2026-01"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('9fd9d51518c10749', '1:9fd9d51518c10749', 'billing:Event:transfer:T1/2', 'Event:transfer:T1/2', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91150000701463622D', '150206', '2026-02-20', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 13, 'movementwithoutinvoice
91150000701463622dsold40000kgto91510000ma62test1ron20260220andnames26152000000012345671voidornotonrecord284dayslater
event
transfert12
transfert12
26152000000012345671', '{"about": [], "relation": "direct", "message": "91150000701463622D sold 40,000 kg to 91510000MA62TEST1R on 2026-02-20 and names 2615 2000 0000 1234 5671, void or not on record, 284 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T1/2", "2615 2000 0000 1234 5671"], "mass_g": 40000000, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('a074e71dd50e29f6', '3:a074e71dd50e29f6', 'number:Invoice:2615 2000 0000 1234 5671', 'Invoice:2615 2000 0000 1234 5671', 'BAD_IDENTIFIER', 'info', NULL, NULL, NULL, 'open', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 23, 'badidentifier
invoice26152000000012345671aninvoicehas20digitsor10or12and8
invoice
26152000000012345671
26152000000012345671', '{"about": [], "relation": "direct", "message": "Invoice 2615 2000 0000 1234 5671: an invoice has 20 digits, or 10 or 12 and 8.", "basis": "–", "evidence": ["2615 2000 0000 1234 5671"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('b51c8adcd016144e', '1:b51c8adcd016144e', 'firm:Enterprise:91510000MA62TEST1R', 'Enterprise:91510000MA62TEST1R', 'MISSING_FLOW_REPORT', 'major', '91510000MA62TEST1R', '150203', '2026-02-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 18, 'missingflowreport
91510000ma62test1rmovedmaterial2timesin202602andhasnotreporteditby20261201itwastoreportbefore20260310
enterprise
91510000ma62test1r
202602
91510000ma62test1r
202602', '{"about": ["2026-02"], "relation": "direct", "message": "91510000MA62TEST1R moved material 2 times in 2026-02 and has not reported it by 2026-12-01; it was to report before 2026-03-10.", "basis": "Order 71 Art. 10", "evidence": ["91510000MA62TEST1R", "2026-02"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('b5658dddc80f378c', '1:b5658dddc80f378c', 'declaration:Declaration:530120260000000042', 'Declaration:530120260000000042', 'NO_QUOTA_ORIGIN', 'major', '91310000ma1ktest2m', NULL, '2026-03-10', 'open', '2026-11-30T19:17:00.167821+00:00', '2026-11-30T19:17:00.167821+00:00', NULL, 11, 'noquotaorigin
114000kgof114000kghavenolawfuloriginunexplained114000kg
declaration
530120260000000042
exportx11
exportx12
processingp1
transfert21
transfert22', '{"about": [], "relation": "derived", "message": "114,000 kg of 114,000 kg have no lawful origin: unexplained 114,000 kg.", "basis": "Order 785 Art. 14", "evidence": ["export:X1/1", "export:X1/2", "processing:P1", "transfer:T2/1", "transfer:T2/2"], "mass_g": 114000000, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('be2d0151d3291d95', '1:be2d0151d3291d95', 'material:Event:export:X1/2', 'Event:export:X1/2', 'NOT_HOLDER', 'major', '91310000ma1ktest2m', NULL, '2026-03-10', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 4, 'notholder
91310000ma1ktest2mdrew54000kgoflotf2on20260310itisheldby91310000ma1ktest2m
event
exportx12
f2
exportx12
f2', '{"about": ["F2"], "relation": "direct", "message": "91310000ma1ktest2m drew 54,000 kg of lot F2 on 2026-03-10; it is held by 91310000MA1KTEST2M.", "basis": "Order 785 Art. 14, 25", "evidence": ["export:X1/2", "F2"], "mass_g": 54000000, "share": 1.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('bf97ca959921b880', '1:bf97ca959921b880', 'billing:Event:transfer:T1/1', 'Event:transfer:T1/1', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91150000701463622D', '150206', '2026-02-20', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 12, 'movementwithoutinvoice
91150000701463622dsold80000kgto91510000ma62test1ron20260220andnames26152000000012345671voidornotonrecord284dayslater
event
transfert11
transfert11
26152000000012345671', '{"about": [], "relation": "direct", "message": "91150000701463622D sold 80,000 kg to 91510000MA62TEST1R on 2026-02-20 and names 2615 2000 0000 1234 5671, void or not on record, 284 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T1/1", "2615 2000 0000 1234 5671"], "mass_g": 80000000, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('d185240b7f980b0d', '3:d185240b7f980b0d', 'number:Enterprise:91310000MA1KTEST2M', 'Enterprise:91310000MA1KTEST2M', 'BAD_IDENTIFIER', 'info', '91310000MA1KTEST2M', '310115', NULL, 'open', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 20, 'badidentifier
enterprise91310000ma1ktest2mthecheckdigitofthecreditcodeiswrong
enterprise
91310000ma1ktest2m
91310000ma1ktest2m', '{"about": [], "relation": "direct", "message": "Enterprise 91310000MA1KTEST2M: the check digit of the credit code is wrong.", "basis": "–", "evidence": ["91310000MA1KTEST2M"], "mass_g": null, "share": 0.0}');
INSERT INTO finding (id, place, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, raised, words, body) VALUES ('d1ace353bfba1ae2', '0:d1ace353bfba1ae2', 'material:Event:processing:P1', 'Event:processing:P1', 'OVER_QUOTA_SEPARATION', 'critical', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 2, 'overquotaseparation
91510000ma62test1rdrew114000kgofseparationquotaon2026030190000kgwereleft24000kgareover
event
processingp1
processingp1
qs', '{"about": [], "relation": "direct", "message": "91510000MA62TEST1R drew 114,000 kg of separation quota on 2026-03-01; 90,000 kg were left, 24,000 kg are over.", "basis": "Order 71 Art. 7; Order 785 Art. 10, 21", "evidence": ["processing:P1", "QS"], "mass_g": 24000000, "share": 0.21052631578947367}');
INSERT INTO review (number, finding, at, by, decision, reason) VALUES (1, '0ec570179c5e3975', '2026-11-30T19:17:07.184271+00:00', '王', 'confirm', '属实');
INSERT INTO review (number, finding, at, by, decision, reason) VALUES (2, '53c80eace28757fe', '2026-11-30T19:17:11.110562+00:00', '李', 'dismiss', '笔误');
INSERT INTO decision (number, declaration, at, by, decision, reason, advice, conclusion) VALUES (1, '530120260000000042', '2026-11-30T19:17:14.511133+00:00', '张', 'hold', '待查', 'hold', 'unverified');
INSERT INTO conclusion_change (number, subject, at, before, after, lawful_before_g, lawful_after_g, load, causes) VALUES (1, 'Declaration:530120260000000042', '2026-11-30T19:17:00.174084+00:00', NULL, 'unverified', NULL, 0, 'tiny.jsonl 2026-12-01 03:16:59', '[]');
INSERT INTO watch (id, wanted, url, secret, by, created_at, told, told_at, tried_at, failures, error, due_at, active, holder, held_until) VALUES ('28e3d7260d97489d', '{}', 'https://example.org/all', 'whsec_bm90IGEgc2VjcmV0LCBhIGZpeHR1cmU=', '李', '2026-11-30T19:16:55.298310+00:00', 0, NULL, NULL, 0, NULL, NULL, 1, NULL, NULL);
INSERT INTO watch (id, wanted, url, secret, by, created_at, told, told_at, tried_at, failures, error, due_at, active, holder, held_until) VALUES ('2c70ffa558d3c3b6', '{"enterprise": "91310000ma1ktest2m"}', 'https://example.org/hook', 'whsec_bm90IGEgc2VjcmV0LCBhIGZpeHR1cmU=', '王', '2026-11-30T19:16:51.838707+00:00', 0, NULL, NULL, 0, NULL, NULL, 1, NULL, NULL);
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (1, '0ec570179c5e3975', 'material:Event:extraction:E2', 'Event:extraction:E2', 'OVER_QUOTA_MINING', 'critical', '91150000701463622D', '150206', '2026-02-10', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'overquotamining
91150000701463622ddrew40000kgofminingquotaon2026021020000kgwereleft20000kgareover
event
extractione2
extractione2
qm', '{"about": [], "relation": "direct", "message": "91150000701463622D drew 40,000 kg of mining quota on 2026-02-10; 20,000 kg were left, 20,000 kg are over.", "basis": "Order 71 Art. 7; Order 785 Art. 10, 21", "evidence": ["extraction:E2", "QM"], "mass_g": 20000000, "share": 0.5}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (2, 'd1ace353bfba1ae2', 'material:Event:processing:P1', 'Event:processing:P1', 'OVER_QUOTA_SEPARATION', 'critical', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'overquotaseparation
91510000ma62test1rdrew114000kgofseparationquotaon2026030190000kgwereleft24000kgareover
event
processingp1
processingp1
qs', '{"about": [], "relation": "direct", "message": "91510000MA62TEST1R drew 114,000 kg of separation quota on 2026-03-01; 90,000 kg were left, 24,000 kg are over.", "basis": "Order 71 Art. 7; Order 785 Art. 10, 21", "evidence": ["processing:P1", "QS"], "mass_g": 24000000, "share": 0.21052631578947367}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (3, '35661eeac7435006', 'material:Event:export:X1/1', 'Event:export:X1/1', 'NOT_HOLDER', 'major', '91310000ma1ktest2m', NULL, '2026-03-10', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'notholder
91310000ma1ktest2mdrew60000kgoflotf1on20260310itisheldby91310000ma1ktest2m
event
exportx11
f1
exportx11
f1', '{"about": ["F1"], "relation": "direct", "message": "91310000ma1ktest2m drew 60,000 kg of lot F1 on 2026-03-10; it is held by 91310000MA1KTEST2M.", "basis": "Order 785 Art. 14, 25", "evidence": ["export:X1/1", "F1"], "mass_g": 60000000, "share": 1.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (4, 'be2d0151d3291d95', 'material:Event:export:X1/2', 'Event:export:X1/2', 'NOT_HOLDER', 'major', '91310000ma1ktest2m', NULL, '2026-03-10', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'notholder
91310000ma1ktest2mdrew54000kgoflotf2on20260310itisheldby91310000ma1ktest2m
event
exportx12
f2
exportx12
f2', '{"about": ["F2"], "relation": "direct", "message": "91310000ma1ktest2m drew 54,000 kg of lot F2 on 2026-03-10; it is held by 91310000MA1KTEST2M.", "basis": "Order 785 Art. 14, 25", "evidence": ["export:X1/2", "F2"], "mass_g": 54000000, "share": 1.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (5, '34413334e44b9a6f', 'material:Lot:C2', 'Lot:C2', 'NO_QUOTA_ORIGIN', 'critical', '91150000701463622D', '150206', '2026-02-10', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'noquotaorigin
20000kgof40000kghavenolawfuloriginoverquotamining20000kg
lot
c2
extractione2', '{"about": [], "relation": "derived", "message": "20,000 kg of 40,000 kg have no lawful origin: over_quota_mining 20,000 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["extraction:E2"], "mass_g": 20000000, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (6, '53ace973db64275e', 'material:Lot:D1', 'Lot:D1', 'NO_QUOTA_ORIGIN', 'critical', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'noquotaorigin
20526316kgof60000kghavenolawfuloriginoverquotamining7894737kgoverquotaseparation12631579kg
lot
d1
processingp1', '{"about": [], "relation": "derived", "message": "20,526.316 kg of 60,000 kg have no lawful origin: over_quota_mining 7,894.737 kg, over_quota_separation 12,631.579 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["processing:P1"], "mass_g": 20526316, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (7, '6de829de45b947ad', 'material:Lot:D2', 'Lot:D2', 'NO_QUOTA_ORIGIN', 'critical', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'noquotaorigin
18473684kgof54000kghavenolawfuloriginoverquotamining7105263kgoverquotaseparation11368421kg
lot
d2
processingp1', '{"about": [], "relation": "derived", "message": "18,473.684 kg of 54,000 kg have no lawful origin: over_quota_mining 7,105.263 kg, over_quota_separation 11,368.421 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["processing:P1"], "mass_g": 18473684, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (8, '349a56428fc35689', 'material:Lot:F1', 'Lot:F1', 'NO_QUOTA_ORIGIN', 'critical', '91310000MA1KTEST2M', '310115', '2026-03-05', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'noquotaorigin
20526316kgof60000kghavenolawfuloriginoverquotamining7894737kgoverquotaseparation12631579kg
lot
f1
transfert21', '{"about": [], "relation": "derived", "message": "20,526.316 kg of 60,000 kg have no lawful origin: over_quota_mining 7,894.737 kg, over_quota_separation 12,631.579 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["transfer:T2/1"], "mass_g": 20526316, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (9, '567746f17d53a173', 'material:Lot:F2', 'Lot:F2', 'NO_QUOTA_ORIGIN', 'critical', '91310000MA1KTEST2M', '310115', '2026-03-05', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'noquotaorigin
18473684kgof54000kghavenolawfuloriginoverquotamining7105263kgoverquotaseparation11368421kg
lot
f2
transfert22', '{"about": [], "relation": "derived", "message": "18,473.684 kg of 54,000 kg have no lawful origin: over_quota_mining 7,105.263 kg, over_quota_separation 11,368.421 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["transfer:T2/2"], "mass_g": 18473684, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (10, '3781495b8c8c339b', 'material:Lot:K2', 'Lot:K2', 'NO_QUOTA_ORIGIN', 'critical', '91510000MA62TEST1R', '150203', '2026-02-20', 'open', '2026-11-30T19:17:00.160928+00:00', '2026-11-30T19:17:00.160928+00:00', NULL, 'noquotaorigin
20000kgof40000kghavenolawfuloriginoverquotamining20000kg
lot
k2
transfert12', '{"about": [], "relation": "derived", "message": "20,000 kg of 40,000 kg have no lawful origin: over_quota_mining 20,000 kg.", "basis": "Order 785 Art. 13, 23 (export: 24)", "evidence": ["transfer:T1/2"], "mass_g": 20000000, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (11, 'b5658dddc80f378c', 'declaration:Declaration:530120260000000042', 'Declaration:530120260000000042', 'NO_QUOTA_ORIGIN', 'major', '91310000ma1ktest2m', NULL, '2026-03-10', 'open', '2026-11-30T19:17:00.167821+00:00', '2026-11-30T19:17:00.167821+00:00', NULL, 'noquotaorigin
114000kgof114000kghavenolawfuloriginunexplained114000kg
declaration
530120260000000042
exportx11
exportx12
processingp1
transfert21
transfert22', '{"about": [], "relation": "derived", "message": "114,000 kg of 114,000 kg have no lawful origin: unexplained 114,000 kg.", "basis": "Order 785 Art. 14", "evidence": ["export:X1/1", "export:X1/2", "processing:P1", "transfer:T2/1", "transfer:T2/2"], "mass_g": 114000000, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (12, 'bf97ca959921b880', 'billing:Event:transfer:T1/1', 'Event:transfer:T1/1', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91150000701463622D', '150206', '2026-02-20', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 'movementwithoutinvoice
91150000701463622dsold80000kgto91510000ma62test1ron20260220andnames26152000000012345671voidornotonrecord284dayslater
event
transfert11
transfert11
26152000000012345671', '{"about": [], "relation": "direct", "message": "91150000701463622D sold 80,000 kg to 91510000MA62TEST1R on 2026-02-20 and names 2615 2000 0000 1234 5671, void or not on record, 284 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T1/1", "2615 2000 0000 1234 5671"], "mass_g": 80000000, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (13, '9fd9d51518c10749', 'billing:Event:transfer:T1/2', 'Event:transfer:T1/2', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91150000701463622D', '150206', '2026-02-20', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 'movementwithoutinvoice
91150000701463622dsold40000kgto91510000ma62test1ron20260220andnames26152000000012345671voidornotonrecord284dayslater
event
transfert12
transfert12
26152000000012345671', '{"about": [], "relation": "direct", "message": "91150000701463622D sold 40,000 kg to 91510000MA62TEST1R on 2026-02-20 and names 2615 2000 0000 1234 5671, void or not on record, 284 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T1/2", "2615 2000 0000 1234 5671"], "mass_g": 40000000, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (14, '605a26d70334010b', 'billing:Event:transfer:T2/1', 'Event:transfer:T2/1', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91510000MA62TEST1R', '150203', '2026-03-05', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 'movementwithoutinvoice
91510000ma62test1rsold60000kgto91310000ma1ktest2mon20260305andnamesnoinvoice271dayslater
event
transfert21
transfert21', '{"about": [], "relation": "direct", "message": "91510000MA62TEST1R sold 60,000 kg to 91310000MA1KTEST2M on 2026-03-05 and names no invoice, 271 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T2/1"], "mass_g": 60000000, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (15, '7bb3153f47bddce6', 'billing:Event:transfer:T2/2', 'Event:transfer:T2/2', 'MOVEMENT_WITHOUT_INVOICE', 'major', '91510000MA62TEST1R', '150203', '2026-03-05', 'open', '2026-11-30T19:17:00.184136+00:00', '2026-11-30T19:17:00.184136+00:00', NULL, 'movementwithoutinvoice
91510000ma62test1rsold54000kgto91310000ma1ktest2mon20260305andnamesnoinvoice271dayslater
event
transfert22
transfert22', '{"about": [], "relation": "direct", "message": "91510000MA62TEST1R sold 54,000 kg to 91310000MA1KTEST2M on 2026-03-05 and names no invoice, 271 days later.", "basis": "Measures for Invoices (State Council Order 587)", "evidence": ["transfer:T2/2"], "mass_g": 54000000, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (16, '934de97e1a5cfc9e', 'firm:Enterprise:91150000701463622D', 'Enterprise:91150000701463622D', 'MISSING_FLOW_REPORT', 'major', '91150000701463622D', '150206', '2026-01-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 'missingflowreport
91150000701463622dmovedmaterial1timesin202601andhasnotreporteditby20261201itwastoreportbefore20260210
enterprise
91150000701463622d
202601
91150000701463622d
202601', '{"about": ["2026-01"], "relation": "direct", "message": "91150000701463622D moved material 1 times in 2026-01 and has not reported it by 2026-12-01; it was to report before 2026-02-10.", "basis": "Order 71 Art. 10", "evidence": ["91150000701463622D", "2026-01"], "mass_g": null, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (17, '8c9e3972d040af97', 'firm:Enterprise:91150000701463622D', 'Enterprise:91150000701463622D', 'MISSING_FLOW_REPORT', 'major', '91150000701463622D', '150206', '2026-02-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 'missingflowreport
91150000701463622dmovedmaterial3timesin202602andhasnotreporteditby20261201itwastoreportbefore20260310
enterprise
91150000701463622d
202602
91150000701463622d
202602', '{"about": ["2026-02"], "relation": "direct", "message": "91150000701463622D moved material 3 times in 2026-02 and has not reported it by 2026-12-01; it was to report before 2026-03-10.", "basis": "Order 71 Art. 10", "evidence": ["91150000701463622D", "2026-02"], "mass_g": null, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (18, 'b51c8adcd016144e', 'firm:Enterprise:91510000MA62TEST1R', 'Enterprise:91510000MA62TEST1R', 'MISSING_FLOW_REPORT', 'major', '91510000MA62TEST1R', '150203', '2026-02-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 'missingflowreport
91510000ma62test1rmovedmaterial2timesin202602andhasnotreporteditby20261201itwastoreportbefore20260310
enterprise
91510000ma62test1r
202602
91510000ma62test1r
202602', '{"about": ["2026-02"], "relation": "direct", "message": "91510000MA62TEST1R moved material 2 times in 2026-02 and has not reported it by 2026-12-01; it was to report before 2026-03-10.", "basis": "Order 71 Art. 10", "evidence": ["91510000MA62TEST1R", "2026-02"], "mass_g": null, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (19, '6c1d961992fb2d1a', 'firm:Enterprise:91510000MA62TEST1R', 'Enterprise:91510000MA62TEST1R', 'MISSING_FLOW_REPORT', 'major', '91510000MA62TEST1R', '150203', '2026-03-01', 'open', '2026-11-30T19:17:00.197769+00:00', '2026-11-30T19:17:00.197769+00:00', NULL, 'missingflowreport
91510000ma62test1rmovedmaterial3timesin202603andhasnotreporteditby20261201itwastoreportbefore20260410
enterprise
91510000ma62test1r
202603
91510000ma62test1r
202603', '{"about": ["2026-03"], "relation": "direct", "message": "91510000MA62TEST1R moved material 3 times in 2026-03 and has not reported it by 2026-12-01; it was to report before 2026-04-10.", "basis": "Order 71 Art. 10", "evidence": ["91510000MA62TEST1R", "2026-03"], "mass_g": null, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (20, 'd185240b7f980b0d', 'number:Enterprise:91310000MA1KTEST2M', 'Enterprise:91310000MA1KTEST2M', 'BAD_IDENTIFIER', 'info', '91310000MA1KTEST2M', '310115', NULL, 'open', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 'badidentifier
enterprise91310000ma1ktest2mthecheckdigitofthecreditcodeiswrong
enterprise
91310000ma1ktest2m
91310000ma1ktest2m', '{"about": [], "relation": "direct", "message": "Enterprise 91310000MA1KTEST2M: the check digit of the credit code is wrong.", "basis": "–", "evidence": ["91310000MA1KTEST2M"], "mass_g": null, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (21, '53c80eace28757fe', 'number:Enterprise:91310000ma1ktest2m', 'Enterprise:91310000ma1ktest2m', 'BAD_IDENTIFIER', 'info', '91310000ma1ktest2m', NULL, NULL, 'open', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 'badidentifier
enterprise91310000ma1ktest2maunifiedsocialcreditcodehas18digitsorcapitalletters
enterprise
91310000ma1ktest2m
91310000ma1ktest2m', '{"about": [], "relation": "direct", "message": "Enterprise 91310000ma1ktest2m: a unified social credit code has 18 digits or capital letters.", "basis": "–", "evidence": ["91310000ma1ktest2m"], "mass_g": null, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (22, '22b592dadaf05a40', 'number:Enterprise:91510000MA62TEST1R', 'Enterprise:91510000MA62TEST1R', 'BAD_IDENTIFIER', 'info', '91510000MA62TEST1R', '150203', NULL, 'open', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 'badidentifier
enterprise91510000ma62test1rthecheckdigitofthecreditcodeiswrong
enterprise
91510000ma62test1r
91510000ma62test1r', '{"about": [], "relation": "direct", "message": "Enterprise 91510000MA62TEST1R: the check digit of the credit code is wrong.", "basis": "–", "evidence": ["91510000MA62TEST1R"], "mass_g": null, "share": 0.0}');
INSERT INTO raising (raised, id, scope, subject, code, severity, enterprise, region, day, status, first_seen, last_seen, gone_at, words, body) VALUES (23, 'a074e71dd50e29f6', 'number:Invoice:2615 2000 0000 1234 5671', 'Invoice:2615 2000 0000 1234 5671', 'BAD_IDENTIFIER', 'info', NULL, NULL, NULL, 'open', '2026-11-30T19:17:00.199999+00:00', '2026-11-30T19:17:00.199999+00:00', NULL, 'badidentifier
invoice26152000000012345671aninvoicehas20digitsor10or12and8
invoice
26152000000012345671
26152000000012345671', '{"about": [], "relation": "direct", "message": "Invoice 2615 2000 0000 1234 5671: an invoice has 20 digits, or 10 or 12 and 8.", "basis": "–", "evidence": ["2615 2000 0000 1234 5671"], "mass_g": null, "share": 0.0}');
