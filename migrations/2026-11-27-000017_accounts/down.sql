DELETE FROM refunds WHERE status = 'done'
    AND id NOT IN (SELECT MAX(id) FROM refunds WHERE status NOT IN ('declined', 'failed') GROUP BY payment_id);
DROP INDEX refunds_one;
CREATE UNIQUE INDEX refunds_one ON refunds (payment_id) WHERE status NOT IN ('declined', 'failed');
ALTER TABLE payments DROP COLUMN refunded_cents;
DELETE FROM invoices WHERE kind = 'credit_note'
    AND id NOT IN (SELECT MIN(id) FROM invoices WHERE kind = 'credit_note' GROUP BY payment_id);
DROP INDEX invoices_refund;
DROP INDEX invoices_one;
DROP INDEX invoices_payment;
CREATE UNIQUE INDEX invoices_payment ON invoices (payment_id, kind);
ALTER TABLE invoices DROP COLUMN refund_id;
DROP INDEX invoices_issued;
