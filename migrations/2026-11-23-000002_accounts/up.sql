-- Accounts, drivers, the review of their data, and how they sign in.

CREATE TABLE accounts (
    id              TEXT      NOT NULL PRIMARY KEY,
    role            TEXT      NOT NULL CHECK (role IN ('driver', 'agent', 'supervisor', 'production', 'administrator')),
    -- As typed, for mails; `email_key` is the lower-cased form that is unique.
    email           TEXT      NOT NULL,
    email_key       TEXT      NOT NULL,
    display_name    TEXT      NOT NULL,
    language        TEXT      NOT NULL,
    password_hash   TEXT,
    credential      TEXT      NOT NULL CHECK (credential IN ('none', 'invited', 'active', 'closed')),
    version         BIGINT    NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    last_sign_in_at TIMESTAMP
);
CREATE UNIQUE INDEX accounts_email_key ON accounts (email_key);

CREATE TABLE drivers (
    id                      TEXT      NOT NULL PRIMARY KEY,
    account_id              TEXT      NOT NULL REFERENCES accounts (id),
    -- Reference of the account request, shown to the applicant.
    reference               TEXT      NOT NULL,
    surname_birth           TEXT      NOT NULL,
    surname_usage           TEXT,
    first_names             TEXT      NOT NULL,
    -- Normalised "SURNAME|FIRST NAMES" for matching and search.
    name_key                TEXT      NOT NULL,
    birth_date              DATE      NOT NULL,
    birth_place             TEXT      NOT NULL,
    birth_country           TEXT      NOT NULL,
    nationality             TEXT      NOT NULL,
    phone                   TEXT,
    notice_channel          TEXT      NOT NULL CHECK (notice_channel IN ('email', 'sms')),
    -- JSON list of up to six lines, then postal code, town, country.
    address                 TEXT      NOT NULL,
    licence_model           TEXT      NOT NULL,
    licence_country         TEXT      NOT NULL,
    -- NEPH for France; the licence's number elsewhere. Normalised.
    licence_number          TEXT      NOT NULL,
    licence_document_number TEXT,
    licence_issued_on       DATE,
    licence_expires_on      DATE,
    licence_authority       TEXT,
    -- JSON list of {category, obtained_on, valid_until}.
    licence_categories      TEXT      NOT NULL,
    review                  TEXT      NOT NULL CHECK (review IN ('submitted', 'under_review', 'conform', 'correction_requested', 'rejected')),
    -- Whether a review was ever conform: the space stays readable during later reviews.
    was_conform             BOOLEAN   NOT NULL,
    version                 BIGINT    NOT NULL,
    created_at              TIMESTAMP NOT NULL,
    updated_at              TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX drivers_account ON drivers (account_id);
CREATE UNIQUE INDEX drivers_reference ON drivers (reference);
CREATE INDEX drivers_licence ON drivers (licence_country, licence_number);
CREATE INDEX drivers_name ON drivers (name_key, birth_date);
CREATE INDEX drivers_birth ON drivers (birth_date, id);

-- One row per round: what was sent, and what was decided.
CREATE TABLE account_reviews (
    id           TEXT      NOT NULL PRIMARY KEY,
    driver_id    TEXT      NOT NULL REFERENCES drivers (id),
    status       TEXT      NOT NULL CHECK (status IN ('submitted', 'under_review', 'conform', 'correction_requested', 'rejected')),
    round        INTEGER   NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    -- The guide promises an answer within 24 hours.
    due_at       TIMESTAMP NOT NULL,
    -- JSON of the data as sent in this round, so that old and new stand side by side.
    snapshot     TEXT      NOT NULL,
    -- JSON list of automatic findings.
    findings     TEXT      NOT NULL,
    -- JSON list of {field, reason, comment}.
    errors       TEXT      NOT NULL,
    assigned_to  TEXT      REFERENCES accounts (id),
    decided_at   TIMESTAMP,
    decided_by   TEXT      REFERENCES accounts (id),
    version      BIGINT    NOT NULL
);
CREATE INDEX account_reviews_queue ON account_reviews (status, due_at, id);
CREATE UNIQUE INDEX account_reviews_round ON account_reviews (driver_id, round);

CREATE TABLE consents (
    id           TEXT      NOT NULL PRIMARY KEY,
    account_id   TEXT      NOT NULL REFERENCES accounts (id),
    kind         TEXT      NOT NULL,
    text_version TEXT      NOT NULL,
    accepted_at  TIMESTAMP NOT NULL,
    network      TEXT      NOT NULL
);
CREATE INDEX consents_account ON consents (account_id, kind);

-- Single-use links; only the hash of the secret is kept.
CREATE TABLE links (
    id          TEXT      NOT NULL PRIMARY KEY,
    account_id  TEXT      NOT NULL REFERENCES accounts (id),
    purpose     TEXT      NOT NULL CHECK (purpose IN ('password_setup', 'password_reset', 'email_confirmation', 'email_undo')),
    secret_hash TEXT      NOT NULL,
    -- The new or the old mail address, for the two purposes about mail.
    email       TEXT,
    created_at  TIMESTAMP NOT NULL,
    expires_at  TIMESTAMP NOT NULL,
    used_at     TIMESTAMP
);
CREATE UNIQUE INDEX links_secret ON links (secret_hash);
CREATE INDEX links_account ON links (account_id, purpose);

CREATE TABLE sessions (
    id              TEXT      NOT NULL PRIMARY KEY,
    account_id      TEXT      NOT NULL REFERENCES accounts (id),
    refresh_hash    TEXT      NOT NULL,
    -- The one before: shown again, it means the cookie was stolen.
    previous_hash   TEXT,
    -- A second tab may show the previous one for a few seconds after rotation.
    rotated_at      TIMESTAMP NOT NULL,
    user_agent      TEXT      NOT NULL,
    network         TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    last_used_at    TIMESTAMP NOT NULL,
    idle_expires_at TIMESTAMP NOT NULL,
    expires_at      TIMESTAMP NOT NULL,
    ended_at        TIMESTAMP
);
CREATE INDEX sessions_account ON sessions (account_id, ended_at);
CREATE UNIQUE INDEX sessions_refresh ON sessions (refresh_hash);
CREATE INDEX sessions_previous ON sessions (previous_hash);

-- Browsers in which somebody signed in: strangers' failures do not slow them.
CREATE TABLE known_devices (
    -- SHA-256 of the secret in the browser's cookie.
    secret_hash TEXT      NOT NULL PRIMARY KEY,
    account_id  TEXT      NOT NULL REFERENCES accounts (id),
    created_at  TIMESTAMP NOT NULL,
    expires_at  TIMESTAMP NOT NULL
);
CREATE INDEX known_devices_account ON known_devices (account_id);

-- Failed sign-ins, and mails to one address; the next try waits, nobody is locked.
CREATE TABLE sign_in_failures (
    -- Hash of what is counted together, so that the table names nobody.
    key          TEXT      NOT NULL PRIMARY KEY,
    failures     INTEGER   NOT NULL,
    last_at      TIMESTAMP NOT NULL,
    blocked_until TIMESTAMP NOT NULL
);

-- What a driver reads under "last events"; also the base of a change feed.
CREATE TABLE driver_events (
    id         TEXT      NOT NULL PRIMARY KEY,
    driver_id  TEXT      NOT NULL REFERENCES drivers (id),
    at         TIMESTAMP NOT NULL,
    kind       TEXT      NOT NULL,
    -- Id of the training, certificate or request it is about.
    subject    TEXT
);
CREATE INDEX driver_events_driver ON driver_events (driver_id, id);
