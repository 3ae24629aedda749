-- Letters with a card that the post brought back (pli non distribué; domain, 9.6).
CREATE TABLE returned_mail (
    id               TEXT      NOT NULL PRIMARY KEY,
    request_id       TEXT      NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    card_id          TEXT      NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    driver_id        TEXT      NOT NULL REFERENCES drivers (id),
    status           TEXT      NOT NULL CHECK (status IN ('awaiting_driver', 'reship_free', 'reship_paid', 'shipped', 'destroyed')),
    -- What the post wrote on it.
    reason           TEXT      NOT NULL,
    -- Whether it may be sent free of charge to the same address once more.
    may_confirm      BOOLEAN   NOT NULL,
    -- Last day on which the driver can answer.
    keep_until       DATE      NOT NULL,
    -- JSON, as in requests.delivery_address: where it is sent instead.
    new_address      TEXT,
    -- Frozen when the driver orders.
    fee_code         TEXT,
    amount_cents     BIGINT,
    vat_basis_points INTEGER,
    version          BIGINT    NOT NULL,
    created_at       TIMESTAMP NOT NULL,
    updated_at       TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX returned_mail_open ON returned_mail (card_id) WHERE status IN ('awaiting_driver', 'reship_free', 'reship_paid');
CREATE INDEX returned_mail_card ON returned_mail (card_id, id);
CREATE INDEX returned_mail_driver ON returned_mail (driver_id, id);
CREATE INDEX returned_mail_status ON returned_mail (status, id);

-- A payment is for a request, or for sending its card once more.
ALTER TABLE payments ADD COLUMN returned_mail_id TEXT;
DROP INDEX payments_one;
CREATE UNIQUE INDEX payments_one ON payments (request_id)
    WHERE returned_mail_id IS NULL AND status IN ('created', 'redirected', 'captured');
CREATE UNIQUE INDEX payments_one_return ON payments (returned_mail_id)
    WHERE returned_mail_id IS NOT NULL AND status IN ('created', 'redirected', 'captured');

-- The returns desk types what stands on the letter.
CREATE INDEX requests_tracking ON requests (tracking_number) WHERE tracking_number IS NOT NULL;

-- The amount is an assumption (domain, 11): staff enters others.
INSERT INTO fees (id, code, amount_cents, vat_basis_points, applies_from, created_by, created_at) VALUES
    ('fee_00000000000000000000000000000003', 'reship_new', 800, 2000, '2022-01-01', NULL, '2022-01-01 00:00:00');
