-- Trainings that are amended or cancelled (domain, 9.2), and what follows from it.
ALTER TABLE training_history ADD COLUMN cancellation TEXT;
-- JSON list of the fields that an amendment changed.
ALTER TABLE training_history ADD COLUMN changes TEXT;

-- A certificate that was withdrawn makes room for another one.
DROP INDEX certificates_training;
CREATE UNIQUE INDEX certificates_training ON certificates (training_id) WHERE status <> 'revoked';
CREATE INDEX certificates_of_training ON certificates (training_id);
CREATE INDEX requests_of_training ON requests (training_id);

-- A card whose training was cancelled: a supervisor decides what becomes of it.
CREATE TABLE card_flags (
    id          TEXT      NOT NULL PRIMARY KEY,
    card_id     TEXT      NOT NULL REFERENCES cards (id),
    training_id TEXT      NOT NULL REFERENCES trainings (id),
    flagged_at  TIMESTAMP NOT NULL,
    -- The member of the staff who cancelled the training; none if its centre did.
    flagged_by  TEXT      REFERENCES accounts (id),
    decision    TEXT      CHECK (decision IN ('revoke', 'keep')),
    comment     TEXT,
    decided_at  TIMESTAMP,
    decided_by  TEXT      REFERENCES accounts (id)
);
CREATE UNIQUE INDEX card_flags_open ON card_flags (card_id) WHERE decided_at IS NULL;
CREATE INDEX card_flags_queue ON card_flags (decided_at, flagged_at, id);
