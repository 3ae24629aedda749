-- Money that is given back: somebody proposes it and somebody else approves it, unless
-- a rule of the service gives it back by itself.
CREATE TABLE refunds (
    id                 TEXT      NOT NULL PRIMARY KEY,
    payment_id         TEXT      NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
    driver_id          TEXT      NOT NULL REFERENCES drivers (id),
    amount_cents       BIGINT    NOT NULL CHECK (amount_cents > 0),
    reason             TEXT      NOT NULL,
    comment            TEXT,
    status             TEXT      NOT NULL CHECK (status IN ('proposed', 'approved', 'declined', 'done', 'failed')),
    -- None: the service.
    proposed_by        TEXT      REFERENCES accounts (id),
    decided_by         TEXT      REFERENCES accounts (id),
    provider_reference TEXT,
    version            BIGINT    NOT NULL,
    created_at         TIMESTAMP NOT NULL,
    updated_at         TIMESTAMP NOT NULL
);
-- Nothing is given back twice.
CREATE UNIQUE INDEX refunds_one ON refunds (payment_id) WHERE status NOT IN ('declined', 'failed');
CREATE INDEX refunds_payment ON refunds (payment_id, id);
CREATE INDEX refunds_status ON refunds (status, id);
-- A request's payments, whatever became of them.
CREATE INDEX payments_request ON payments (request_id, id);
