DROP TABLE card_flags;
DROP INDEX requests_of_training;
DROP INDEX certificates_of_training;
DROP INDEX certificates_training;
CREATE UNIQUE INDEX certificates_training ON certificates (training_id);
ALTER TABLE training_history DROP COLUMN changes;
ALTER TABLE training_history DROP COLUMN cancellation;
