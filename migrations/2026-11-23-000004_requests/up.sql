-- Requests for cards, their documents, their review, and production.

CREATE TABLE requests (
    id                 TEXT      NOT NULL PRIMARY KEY,
    reference          TEXT      NOT NULL,
    driver_id          TEXT      NOT NULL REFERENCES drivers (id),
    type               TEXT      NOT NULL CHECK (type IN ('card')),
    status             TEXT      NOT NULL CHECK (status IN ('draft', 'submitted', 'under_review', 'information_requested', 'approved',
                           'rejected', 'closed_incomplete', 'in_production', 'ready_to_ship', 'shipped', 'delivered', 'returned_undelivered')),
    -- The training that gives the right to this card.
    training_id        TEXT      NOT NULL REFERENCES trainings (id),
    -- Where the driver stopped.
    step               TEXT      NOT NULL,
    identity_confirmed BOOLEAN   NOT NULL,
    -- What proves identity: identity_card or passport.
    identity_proof     TEXT      NOT NULL CHECK (identity_proof IN ('identity_card', 'passport')),
    -- JSON, as in drivers.address; none until the step is filled.
    delivery_address   TEXT,
    -- JSON of identity and licence at submission: what is printed.
    snapshot           TEXT,
    assigned_to        TEXT      REFERENCES accounts (id),
    -- JSON list of {code, text} for a rejection.
    rejection          TEXT,
    batch_id           TEXT,
    carrier            TEXT,
    tracking_number    TEXT,
    acknowledgement_id TEXT      REFERENCES files (id),
    version            BIGINT    NOT NULL,
    created_at         TIMESTAMP NOT NULL,
    updated_at         TIMESTAMP NOT NULL,
    submitted_at       TIMESTAMP,
    decided_at         TIMESTAMP,
    -- When the licence register was asked last: an answer to an earlier question is not kept.
    licence_asked_at   TIMESTAMP,
    -- What it answered to that question, and when.
    licence_answer     TEXT      CHECK (licence_answer IN ('confirmed', 'unknown', 'mismatch', 'not_valid', 'not_covered')),
    licence_answered_at TIMESTAMP,
    -- Why a reviewer approved without its confirmation.
    licence_override   TEXT
);
CREATE UNIQUE INDEX requests_reference ON requests (reference);
CREATE INDEX requests_driver ON requests (driver_id, id);
CREATE INDEX requests_queue ON requests (status, updated_at, id);
CREATE INDEX requests_batch ON requests (batch_id);
-- One open request for a card at a time, whatever two browsers do at once.
CREATE UNIQUE INDEX requests_open_card ON requests (driver_id)
    WHERE type = 'card' AND status NOT IN ('rejected', 'closed_incomplete', 'delivered');
-- One request holds a training.
CREATE UNIQUE INDEX requests_training ON requests (training_id)
    WHERE status NOT IN ('rejected', 'closed_incomplete');

CREATE TABLE request_history (
    id         TEXT      NOT NULL PRIMARY KEY,
    request_id TEXT      NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    at         TIMESTAMP NOT NULL,
    status     TEXT      NOT NULL,
    actor_kind TEXT      NOT NULL,
    actor_id   TEXT
);
CREATE INDEX request_history_request ON request_history (request_id, id);

-- A document is never overwritten: a new version replaces the one before.
CREATE TABLE documents (
    id           TEXT      NOT NULL PRIMARY KEY,
    request_id   TEXT      NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    kind         TEXT      NOT NULL,
    revision     INTEGER   NOT NULL,
    is_current   BOOLEAN   NOT NULL,
    file_id      TEXT      NOT NULL REFERENCES files (id),
    name         TEXT      NOT NULL,
    width        INTEGER,
    height       INTEGER,
    pages        INTEGER,
    status       TEXT      NOT NULL CHECK (status IN ('received', 'accepted', 'refused')),
    reason       TEXT,
    comment      TEXT,
    -- JSON list of automatic findings.
    findings     TEXT      NOT NULL,
    decided_by   TEXT      REFERENCES accounts (id),
    decided_at   TIMESTAMP,
    created_at   TIMESTAMP NOT NULL
);
CREATE INDEX documents_request ON documents (request_id, kind, revision);
CREATE UNIQUE INDEX documents_current ON documents (request_id, kind) WHERE is_current;
CREATE INDEX documents_file ON documents (file_id);

CREATE TABLE information_requests (
    id           TEXT      NOT NULL PRIMARY KEY,
    request_id   TEXT      NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    message      TEXT,
    deadline     DATE      NOT NULL,
    asked_by     TEXT      NOT NULL REFERENCES accounts (id),
    asked_at     TIMESTAMP NOT NULL,
    responded_at TIMESTAMP,
    closed_at    TIMESTAMP
);
CREATE INDEX information_requests_request ON information_requests (request_id, id);
CREATE INDEX information_requests_open ON information_requests (deadline, id) WHERE responded_at IS NULL AND closed_at IS NULL;

CREATE TABLE information_items (
    id                     TEXT      NOT NULL PRIMARY KEY,
    information_request_id TEXT      NOT NULL REFERENCES information_requests (id) ON DELETE CASCADE,
    position               INTEGER   NOT NULL,
    -- document or delivery_address
    target                 TEXT      NOT NULL,
    document_kind          TEXT,
    reason                 TEXT      NOT NULL,
    comment                TEXT,
    old_document_id        TEXT,
    new_document_id        TEXT,
    -- JSON addresses, when the delivery address is asked about.
    old_value              TEXT,
    new_value              TEXT,
    answered_at            TIMESTAMP
);
CREATE INDEX information_items_request ON information_items (information_request_id, position);

CREATE TABLE batches (
    id         TEXT      NOT NULL PRIMARY KEY,
    reference  TEXT      NOT NULL,
    created_by TEXT      NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    cards      INTEGER   NOT NULL
);
CREATE UNIQUE INDEX batches_reference ON batches (reference);

CREATE TABLE cards (
    id             TEXT      NOT NULL PRIMARY KEY,
    driver_id      TEXT      NOT NULL REFERENCES drivers (id),
    request_id     TEXT      NOT NULL REFERENCES requests (id),
    -- Field 5b, allocated when the card is ordered.
    serial         TEXT      NOT NULL,
    -- Fields 4a and 4b.
    issued_on      DATE      NOT NULL,
    valid_until    DATE      NOT NULL,
    -- JSON list of {category, code_95_until}.
    categories     TEXT      NOT NULL,
    status         TEXT      NOT NULL CHECK (status IN ('ordered', 'produced', 'shipped', 'active', 'in_returns', 'lost', 'stolen', 'replaced', 'revoked', 'destroyed')),
    version        BIGINT    NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    updated_at     TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX cards_serial ON cards (serial);
CREATE UNIQUE INDEX cards_request ON cards (request_id);
CREATE INDEX cards_driver ON cards (driver_id, id);
