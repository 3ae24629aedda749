DELETE FROM fees WHERE id = 'fee_00000000000000000000000000000003';
DROP INDEX requests_tracking;
DROP INDEX payments_one_return;
DROP INDEX payments_one;
DELETE FROM payments WHERE returned_mail_id IS NOT NULL;
CREATE UNIQUE INDEX payments_one ON payments (request_id) WHERE status IN ('created', 'redirected', 'captured');
ALTER TABLE payments DROP COLUMN returned_mail_id;
DROP TABLE returned_mail;
