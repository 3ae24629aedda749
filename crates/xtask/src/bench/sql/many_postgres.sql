-- So many drivers, copied from one of the demonstration's: an account, a review,
-- two trainings, a certificate and a delivered request with its history each.
-- One in a hundred waits for a review, and another for a decision on a request.
-- bench1@bench.example and so on, with the demonstration's password.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';

CREATE TEMP TABLE template_driver AS SELECT d.* FROM drivers d JOIN accounts a ON a.id = d.account_id WHERE a.email_key = 'jean.dupont@demo.example';
CREATE TEMP TABLE template_review AS SELECT v.* FROM account_reviews v JOIN template_driver d ON d.id = v.driver_id ORDER BY round DESC LIMIT 1;
CREATE TEMP TABLE template_training AS SELECT t.* FROM trainings t JOIN template_driver d ON d.id = t.driver_id ORDER BY t.completed_on DESC LIMIT 1;
CREATE TEMP TABLE template_certificate AS SELECT c.* FROM certificates c JOIN template_driver d ON d.id = c.driver_id ORDER BY c.issued_on DESC LIMIT 1;
CREATE TEMP TABLE template_request AS SELECT * FROM requests WHERE status = 'delivered' ORDER BY id LIMIT 1;
CREATE TEMP TABLE template_history AS SELECT row_number() OVER (ORDER BY h.at) AS step, h.* FROM request_history h JOIN template_request r ON r.id = h.request_id ORDER BY h.at LIMIT 3;

CREATE FUNCTION pg_temp.id(prefix text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT prefix || '_' || lpad(to_hex(n), 32, '0') $$;

-- The number of a certificate with its check character, as `common` defines it.
CREATE FUNCTION pg_temp.certificate_number(n bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    alphabet CONSTANT text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    digits text := '';
    total int := 0;
    digit int;
BEGIN
    FOR place IN 0..11 LOOP
        total := total << 1;
        IF total & 32 <> 0 THEN total := total # 37; END IF;
        digit := CASE WHEN place < 11 THEN (n >> (5 * place)) & 31 ELSE total END;
        total := total # digit;
        digits := digits || substr(alphabet, digit + 1, 1);
    END LOOP;
    RETURN 'CERT-' || substr(digits, 1, 4) || '-' || substr(digits, 5, 4) || '-' || substr(digits, 9, 4);
END $$;

INSERT INTO accounts (id, role, email, email_key, display_name, language, password_hash, credential, version, created_at, updated_at)
SELECT pg_temp.id('acc', n), role, 'bench' || n || '@bench.example', 'bench' || n || '@bench.example', 'Bench ' || n, language, password_hash, credential, 1, created_at, updated_at
FROM generate_series(1, :drivers) n, accounts WHERE email_key = 'jean.dupont@demo.example';

INSERT INTO drivers (id, account_id, reference, surname_birth, surname_usage, first_names, name_key, birth_date, birth_place, birth_country, nationality, phone, notice_channel, address, licence_model, licence_country,
    licence_number, licence_document_number, licence_issued_on, licence_expires_on, licence_authority, licence_categories, review, was_conform, version, created_at, updated_at)
SELECT pg_temp.id('drv', n), pg_temp.id('acc', n), 'BENCH-' || lpad(n::text, 8, '0'), surname_birth, surname_usage, first_names, name_key || n, DATE '1955-01-01' + (n % 18000)::int, birth_place, birth_country, nationality, phone, notice_channel, address, licence_model, licence_country,
    lpad(n::text, 12, '0'), licence_document_number, licence_issued_on, licence_expires_on, licence_authority, licence_categories, 'conform', true, 1, created_at, updated_at
FROM generate_series(1, :drivers) n, template_driver;

INSERT INTO account_reviews (id, driver_id, status, round, submitted_at, due_at, snapshot, findings, errors, assigned_to, decided_at, decided_by, version)
SELECT pg_temp.id('rev', n), pg_temp.id('drv', n), CASE WHEN n % 100 = 0 THEN 'submitted' ELSE 'conform' END, 1, at, at + INTERVAL '1 day', snapshot, findings, errors, NULL,
    CASE WHEN n % 100 = 0 THEN NULL ELSE at END, CASE WHEN n % 100 = 0 THEN NULL ELSE decided_by END, 1
FROM generate_series(1, :drivers) n, template_review, LATERAL (SELECT TIMESTAMP '2024-01-01' + n * INTERVAL '1 minute' AS at) moment;

INSERT INTO trainings (id, organisation_id, approval_id, declared_by, external_id, kind, sector, title_code, minutes, e_learning_minutes, started_on, completed_on, sequences, practical_part, instructor,
    surname, first_names, birth_date, licence_country, licence_number, driver_id, matching, status, warnings, version, declared_at, updated_at)
SELECT pg_temp.id('trn', n * 10 + k), organisation_id, approval_id, declared_by, 'BENCH-' || n || '-' || k, kind, sector, title_code, minutes, e_learning_minutes, started_on - 400 * k, completed_on - 400 * k, sequences, practical_part, instructor,
    surname, first_names, birth_date, licence_country, lpad(n::text, 12, '0'), pg_temp.id('drv', n), matching, status, warnings, 1, declared_at - 400 * k * INTERVAL '1 day', updated_at
FROM generate_series(1, :drivers) n, generate_series(0, 1) k, template_training;

INSERT INTO certificates (id, number, driver_id, training_id, sectors, categories, issued_on, starts_on, valid_until, status, credential, key_id, file_id, version, created_at, updated_at)
SELECT pg_temp.id('crt', n), pg_temp.certificate_number(n), pg_temp.id('drv', n), pg_temp.id('trn', n * 10), sectors, categories, issued_on, starts_on, valid_until, status, credential, key_id, file_id, 1, created_at, updated_at
FROM generate_series(1, :drivers) n, template_certificate;

INSERT INTO requests (id, reference, driver_id, type, status, training_id, step, identity_confirmed, identity_proof, delivery_address, snapshot, batch_id, carrier, tracking_number, version, created_at, updated_at, submitted_at, decided_at)
SELECT pg_temp.id('req', n * 10 + k), 'BENCH-' || n || '-' || k, pg_temp.id('drv', n), type, CASE k WHEN 1 THEN status ELSE 'submitted' END, pg_temp.id('trn', n * 10 + k), step, identity_confirmed, identity_proof, delivery_address, snapshot, batch_id, carrier, tracking_number, 1, at, at, at, CASE k WHEN 1 THEN at END
FROM generate_series(1, :drivers) n, generate_series(0, 1) k, template_request, LATERAL (SELECT TIMESTAMP '2024-01-01' + n * INTERVAL '1 minute' AS at) moment
WHERE k = 1 OR n % 100 = 50;

INSERT INTO request_history (id, request_id, at, status, actor_kind, actor_id)
SELECT pg_temp.id('evt', n * 10 + step), pg_temp.id('req', n * 10 + 1), at, status, actor_kind, actor_id
FROM generate_series(1, :drivers) n, template_history;

VACUUM ANALYZE;
