-- A request may ask for a card in the place of another (domain, 7.6): the same card
-- again, so that it rests on the training of the first one and needs no training of its own.
ALTER TABLE requests ADD COLUMN purpose TEXT NOT NULL DEFAULT 'training' CHECK (purpose IN ('training', 'loss', 'theft', 'quality', 'exchange'));
ALTER TABLE requests ADD COLUMN replaces_card_id TEXT;

DROP INDEX requests_open_card;
CREATE UNIQUE INDEX requests_open_card ON requests (driver_id)
    WHERE type = 'card' AND purpose = 'training' AND status NOT IN ('rejected', 'closed_incomplete', 'delivered');
DROP INDEX requests_training;
CREATE UNIQUE INDEX requests_training ON requests (training_id)
    WHERE purpose = 'training' AND status NOT IN ('rejected', 'closed_incomplete');
-- One open replacement of a card at a time.
CREATE UNIQUE INDEX requests_open_replacement ON requests (replaces_card_id)
    WHERE replaces_card_id IS NOT NULL AND status NOT IN ('rejected', 'closed_incomplete', 'delivered');

-- What only a replacement has.
CREATE TABLE replacements (
    request_id       TEXT      NOT NULL PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
    step             TEXT      NOT NULL,
    -- The undertaking to give the card back if it is found.
    undertaken       BOOLEAN   NOT NULL,
    -- JSON, as in requests.delivery_address; none: the same as the delivery address.
    billing_address  TEXT,
    -- Frozen when the driver validates the summary.
    fee_code         TEXT,
    amount_cents     BIGINT,
    vat_basis_points INTEGER,
    validated_at     TIMESTAMP
);

-- What things cost from which day on. The latest line of a code that applies counts.
CREATE TABLE fees (
    id               TEXT      NOT NULL PRIMARY KEY,
    code             TEXT      NOT NULL,
    -- With VAT.
    amount_cents     BIGINT    NOT NULL CHECK (amount_cents >= 0),
    vat_basis_points INTEGER   NOT NULL CHECK (vat_basis_points BETWEEN 0 AND 10000),
    applies_from     DATE      NOT NULL,
    created_by       TEXT      REFERENCES accounts (id),
    created_at       TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX fees_code ON fees (code, applies_from);
-- The amounts are assumptions (domain, 11): staff enters others.
INSERT INTO fees (id, code, amount_cents, vat_basis_points, applies_from, created_by, created_at) VALUES
    ('fee_00000000000000000000000000000001', 'repl_loss', 2500, 2000, '2022-01-01', NULL, '2022-01-01 00:00:00');

CREATE TABLE payments (
    id                 TEXT      NOT NULL PRIMARY KEY,
    request_id         TEXT      NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    driver_id          TEXT      NOT NULL REFERENCES drivers (id),
    fee_code           TEXT      NOT NULL,
    amount_cents       BIGINT    NOT NULL CHECK (amount_cents > 0),
    vat_basis_points   INTEGER   NOT NULL,
    status             TEXT      NOT NULL CHECK (status IN ('created', 'redirected', 'captured', 'abandoned', 'expired', 'refunded')),
    -- The reason of the last attempt with a card that was refused.
    decline_reason     TEXT,
    provider_reference TEXT,
    checkout_url       TEXT,
    capture_reference  TEXT,
    expires_at         TIMESTAMP NOT NULL,
    version            BIGINT    NOT NULL,
    created_at         TIMESTAMP NOT NULL,
    updated_at         TIMESTAMP NOT NULL,
    captured_at        TIMESTAMP
);
-- Nobody can pay twice for one thing.
CREATE UNIQUE INDEX payments_one ON payments (request_id) WHERE status IN ('created', 'redirected', 'captured');
CREATE UNIQUE INDEX payments_provider ON payments (provider_reference);
CREATE INDEX payments_open ON payments (updated_at, id) WHERE status IN ('created', 'redirected');

-- Never changed and never deleted within ten years. A correction is a credit note.
CREATE TABLE invoices (
    id           TEXT      NOT NULL PRIMARY KEY,
    -- F and the year for invoices; numbers of a series have no gap.
    series       TEXT      NOT NULL,
    number       BIGINT    NOT NULL,
    reference    TEXT      NOT NULL,
    kind         TEXT      NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    driver_id    TEXT      NOT NULL REFERENCES drivers (id),
    payment_id   TEXT      NOT NULL REFERENCES payments (id),
    issued_on    DATE      NOT NULL,
    amount_cents BIGINT    NOT NULL,
    vat_cents    BIGINT    NOT NULL,
    -- JSON of everything that the document shows.
    content      TEXT      NOT NULL,
    -- The original, once it is made.
    file_id      TEXT      REFERENCES files (id),
    created_at   TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX invoices_number ON invoices (series, number);
CREATE UNIQUE INDEX invoices_reference ON invoices (reference);
CREATE UNIQUE INDEX invoices_payment ON invoices (payment_id, kind);
CREATE INDEX invoices_driver ON invoices (driver_id, id);
