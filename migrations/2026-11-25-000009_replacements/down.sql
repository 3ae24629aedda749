DROP TABLE invoices;
DROP TABLE payments;
DROP TABLE fees;
DROP TABLE replacements;
DROP INDEX requests_open_replacement;
DELETE FROM requests WHERE purpose <> 'training';
DROP INDEX requests_training;
CREATE UNIQUE INDEX requests_training ON requests (training_id)
    WHERE status NOT IN ('rejected', 'closed_incomplete');
DROP INDEX requests_open_card;
CREATE UNIQUE INDEX requests_open_card ON requests (driver_id)
    WHERE type = 'card' AND status NOT IN ('rejected', 'closed_incomplete', 'delivered');
ALTER TABLE requests DROP COLUMN replaces_card_id;
ALTER TABLE requests DROP COLUMN purpose;
