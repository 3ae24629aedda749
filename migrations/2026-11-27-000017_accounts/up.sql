-- What the accounts need: invoices in the order of their dates.
CREATE INDEX invoices_issued ON invoices (issued_on, id);

-- A payment has one invoice, and a credit note for each part of it that is given back.
ALTER TABLE invoices ADD COLUMN refund_id TEXT;
DROP INDEX invoices_payment;
CREATE INDEX invoices_payment ON invoices (payment_id, kind);
CREATE UNIQUE INDEX invoices_one ON invoices (payment_id) WHERE kind = 'invoice';
CREATE UNIQUE INDEX invoices_refund ON invoices (refund_id);

-- How much of it has been given back, in euro cents.
ALTER TABLE payments ADD COLUMN refunded_cents BIGINT NOT NULL DEFAULT 0;
UPDATE payments SET refunded_cents = amount_cents WHERE status = 'refunded';

-- One refund at a time.
DROP INDEX refunds_one;
CREATE UNIQUE INDEX refunds_one ON refunds (payment_id) WHERE status IN ('proposed', 'approved');
