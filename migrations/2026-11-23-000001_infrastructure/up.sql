-- What every use case leans on: jobs, kept messages, files, audit, idempotency.

CREATE TABLE jobs (
    id           TEXT      NOT NULL PRIMARY KEY,
    kind         TEXT      NOT NULL,
    payload      TEXT      NOT NULL,
    state        TEXT      NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
    run_at       TIMESTAMP NOT NULL,
    attempts     INTEGER   NOT NULL,
    max_attempts INTEGER   NOT NULL,
    -- Equal keys among jobs that are not finished mean the same work once.
    dedup_key    TEXT,
    -- A worker that does not renew its lease has died; the job is free again.
    leased_by    TEXT,
    leased_until TIMESTAMP,
    last_error   TEXT,
    request_id   TEXT,
    created_at   TIMESTAMP NOT NULL,
    finished_at  TIMESTAMP
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'queued';
CREATE INDEX jobs_leased ON jobs (leased_until) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs (finished_at, id) WHERE state = 'dead';
CREATE UNIQUE INDEX jobs_dedup ON jobs (kind, dedup_key) WHERE state IN ('queued', 'running') AND dedup_key IS NOT NULL;

-- Next time of each scheduled job; one runner moves it forward.
CREATE TABLE schedules (
    name    TEXT      NOT NULL PRIMARY KEY,
    next_at TIMESTAMP NOT NULL
);

-- Development only: mails and SMS are kept here instead of being sent.
CREATE TABLE outbox_messages (
    id          TEXT      NOT NULL PRIMARY KEY,
    kind        TEXT      NOT NULL CHECK (kind IN ('email', 'sms')),
    recipient   TEXT      NOT NULL,
    subject     TEXT      NOT NULL,
    body_text   TEXT      NOT NULL,
    body_html   TEXT,
    -- JSON list of {file_id, name, media_type, size}.
    attachments TEXT      NOT NULL,
    sent_at     TIMESTAMP NOT NULL
);

-- Files are content-addressed: the hash is the name in the store.
CREATE TABLE files (
    id         TEXT      NOT NULL PRIMARY KEY,
    sha256     TEXT      NOT NULL,
    size       BIGINT    NOT NULL,
    media_type TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX files_sha256 ON files (sha256);

CREATE TABLE audit_events (
    id         TEXT      NOT NULL PRIMARY KEY,
    at         TIMESTAMP NOT NULL,
    -- driver, staff, centre or system
    actor_kind TEXT      NOT NULL,
    -- account or client id; none for the system
    actor_id   TEXT,
    action     TEXT      NOT NULL,
    subject    TEXT      NOT NULL,
    -- JSON; ids, statuses and codes only, no personal data
    details    TEXT      NOT NULL,
    request_id TEXT
);
CREATE INDEX audit_events_subject ON audit_events (subject, id);

CREATE TABLE idempotency_keys (
    client_id        TEXT      NOT NULL,
    operation        TEXT      NOT NULL,
    idempotency_key  TEXT      NOT NULL,
    fingerprint      TEXT      NOT NULL,
    status           INTEGER   NOT NULL,
    headers          TEXT      NOT NULL,
    body             TEXT      NOT NULL,
    created_at       TIMESTAMP NOT NULL,
    PRIMARY KEY (client_id, operation, idempotency_key)
);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

-- Numbers given out in order, one row per series ('request-2026').
CREATE TABLE sequences (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
