-- Training centres, what they declare, and the certificates that follow.

CREATE TABLE organisations (
    id         TEXT      NOT NULL PRIMARY KEY,
    name       TEXT      NOT NULL,
    siret      TEXT,
    region     TEXT      NOT NULL,
    email      TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- An approval by the prefect of the region (arrêté du 3 janvier 2008).
CREATE TABLE approvals (
    id              TEXT      NOT NULL PRIMARY KEY,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    number          TEXT      NOT NULL,
    -- JSON list of {kind, sector}.
    scope           TEXT      NOT NULL,
    starts_on       DATE      NOT NULL,
    ends_on         DATE      NOT NULL,
    suspended_on    DATE,
    created_at      TIMESTAMP NOT NULL
);
CREATE INDEX approvals_organisation ON approvals (organisation_id);
CREATE UNIQUE INDEX approvals_number ON approvals (number);

CREATE TABLE api_clients (
    id              TEXT      NOT NULL PRIMARY KEY,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    name            TEXT      NOT NULL,
    secret_hash     TEXT      NOT NULL,
    -- Space-separated.
    scopes          TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    expires_at      TIMESTAMP NOT NULL,
    revoked_at      TIMESTAMP,
    last_used_at    TIMESTAMP
);
CREATE INDEX api_clients_organisation ON api_clients (organisation_id);

CREATE TABLE trainings (
    id                 TEXT      NOT NULL PRIMARY KEY,
    organisation_id    TEXT      NOT NULL REFERENCES organisations (id),
    approval_id        TEXT      NOT NULL REFERENCES approvals (id),
    declared_by        TEXT      NOT NULL REFERENCES api_clients (id),
    -- The centre's own number of the record.
    external_id        TEXT      NOT NULL,
    kind               TEXT      NOT NULL CHECK (kind IN ('initial_long', 'fimo', 'bridging', 'fco', 'equivalence')),
    -- The sector taught; an FCO renews every sector held whatever stands here.
    sector             TEXT      NOT NULL CHECK (sector IN ('goods', 'passengers')),
    title_code         TEXT,
    minutes            INTEGER   NOT NULL,
    e_learning_minutes INTEGER   NOT NULL,
    started_on         DATE      NOT NULL,
    completed_on       DATE      NOT NULL,
    -- JSON list of sequences.
    sequences          TEXT      NOT NULL,
    practical_part     BOOLEAN   NOT NULL,
    instructor         TEXT,
    -- The trainee as the centre knows the person.
    surname            TEXT      NOT NULL,
    first_names        TEXT      NOT NULL,
    birth_date         DATE      NOT NULL,
    licence_country    TEXT      NOT NULL,
    licence_number     TEXT      NOT NULL,
    driver_id          TEXT      REFERENCES drivers (id),
    matching           TEXT      NOT NULL CHECK (matching IN ('unattached', 'attached', 'doubtful')),
    status             TEXT      NOT NULL CHECK (status IN ('valid', 'needs_review', 'refused', 'cancelled')),
    -- JSON list of warnings (late declaration, age …).
    warnings           TEXT      NOT NULL,
    version            BIGINT    NOT NULL,
    declared_at        TIMESTAMP NOT NULL,
    updated_at         TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX trainings_external ON trainings (organisation_id, external_id);
CREATE INDEX trainings_driver ON trainings (driver_id, completed_on);
CREATE INDEX trainings_licence ON trainings (licence_country, licence_number, birth_date);
CREATE INDEX trainings_changed ON trainings (organisation_id, updated_at, id);

CREATE TABLE certificates (
    id           TEXT      NOT NULL PRIMARY KEY,
    number       TEXT      NOT NULL,
    driver_id    TEXT      NOT NULL REFERENCES drivers (id),
    training_id  TEXT      NOT NULL REFERENCES trainings (id),
    -- JSON list of sectors, and of licence categories.
    sectors      TEXT      NOT NULL,
    categories   TEXT      NOT NULL,
    issued_on    DATE      NOT NULL,
    starts_on    DATE      NOT NULL,
    valid_until  DATE      NOT NULL,
    status       TEXT      NOT NULL CHECK (status IN ('issued', 'revoked', 'superseded')),
    -- Content of the QR code.
    credential   TEXT      NOT NULL,
    key_id       TEXT      NOT NULL,
    file_id      TEXT      NOT NULL REFERENCES files (id),
    version      BIGINT    NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    updated_at   TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX certificates_number ON certificates (number);
CREATE UNIQUE INDEX certificates_training ON certificates (training_id);
CREATE INDEX certificates_driver ON certificates (driver_id, id);
