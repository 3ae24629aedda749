-- 300 drivers with 20 trainings, each with its request and history, copied from
-- the demonstration's: bench1@bench.example and so on, with its password.
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMP TABLE numbers AS
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 300)
    SELECT n FROM counted;
CREATE TEMP TABLE pairs AS SELECT a.n AS n, b.n AS k, a.n * 100 + b.n AS pair FROM numbers a JOIN numbers b ON b.n <= 20;
CREATE TEMP TABLE template_driver AS SELECT d.* FROM drivers d JOIN accounts a ON a.id = d.account_id WHERE a.email_key = 'jean.dupont@demo.example';
CREATE TEMP TABLE template_training AS SELECT t.* FROM trainings t JOIN template_driver d ON d.id = t.driver_id ORDER BY t.completed_on DESC LIMIT 1;
CREATE TEMP TABLE template_request AS SELECT * FROM requests WHERE status = 'delivered' ORDER BY id LIMIT 1;
CREATE TEMP TABLE template_history AS SELECT row_number() OVER (ORDER BY h.at) AS step, h.* FROM request_history h JOIN template_request r ON r.id = h.request_id;

INSERT INTO accounts (id, role, email, email_key, display_name, language, password_hash, credential, version, created_at, updated_at)
SELECT printf('acc_%032x', n), role, 'bench' || n || '@bench.example', 'bench' || n || '@bench.example', 'Bench ' || n, language, password_hash, credential, 1, created_at, updated_at
FROM numbers, accounts WHERE email_key = 'jean.dupont@demo.example';

INSERT INTO drivers (id, account_id, reference, surname_birth, surname_usage, first_names, name_key, birth_date, birth_place, birth_country, nationality, phone, notice_channel, address, licence_model, licence_country,
    licence_number, licence_document_number, licence_issued_on, licence_expires_on, licence_authority, licence_categories, review, was_conform, version, created_at, updated_at)
SELECT printf('drv_%032x', n), printf('acc_%032x', n), printf('BENCH-%08d', n), surname_birth, surname_usage, first_names, name_key, birth_date, birth_place, birth_country, nationality, phone, notice_channel, address, licence_model, licence_country,
    printf('%012d', n), licence_document_number, licence_issued_on, licence_expires_on, licence_authority, licence_categories, 'conform', 1, 1, created_at, updated_at
FROM numbers, template_driver;

INSERT INTO trainings (id, organisation_id, approval_id, declared_by, external_id, kind, sector, title_code, minutes, e_learning_minutes, started_on, completed_on, sequences, practical_part, instructor,
    surname, first_names, birth_date, licence_country, licence_number, driver_id, matching, status, warnings, version, declared_at, updated_at)
SELECT printf('trn_%032x', pair), organisation_id, approval_id, declared_by, printf('BENCH-%08d', pair), kind, sector, title_code, minutes, e_learning_minutes, started_on, completed_on, sequences, practical_part, instructor,
    surname, first_names, birth_date, licence_country, printf('%012d', n), printf('drv_%032x', n), matching, status, warnings, 1, declared_at, updated_at
FROM pairs, template_training;

INSERT INTO requests (id, reference, driver_id, type, status, training_id, step, identity_confirmed, identity_proof, delivery_address, snapshot, assigned_to, batch_id, carrier, tracking_number, version, created_at, updated_at, submitted_at, decided_at)
SELECT printf('req_%032x', pair), printf('BENCH-%08d', pair), printf('drv_%032x', n), type, status, printf('trn_%032x', pair), step, identity_confirmed, identity_proof, delivery_address, snapshot, assigned_to, batch_id, carrier, tracking_number, 1, created_at, updated_at, submitted_at, decided_at
FROM pairs, template_request;

INSERT INTO request_history (id, request_id, at, status, actor_kind, actor_id)
SELECT printf('evt_%032x', pair * 100 + step), printf('req_%032x', pair), at, status, actor_kind, actor_id
FROM pairs, template_history;
COMMIT;
ANALYZE;
