-- A qualification of another State is exchanged for a card (domain, 7.7): it rests on no
-- training of ours. SQLite cannot drop NOT NULL, so the column is made anew under its name.
DROP INDEX requests_training;
ALTER TABLE requests RENAME COLUMN training_id TO old_training_id;
ALTER TABLE requests ADD COLUMN training_id TEXT REFERENCES trainings (id);
UPDATE requests SET training_id = old_training_id;
ALTER TABLE requests DROP COLUMN old_training_id;
CREATE UNIQUE INDEX requests_training ON requests (training_id)
    WHERE purpose = 'training' AND status NOT IN ('rejected', 'closed_incomplete');
-- One at a time.
CREATE UNIQUE INDEX requests_open_foreign ON requests (driver_id)
    WHERE exchange_reason = 'foreign' AND status NOT IN ('rejected', 'closed_incomplete', 'delivered');

-- What its holder says of it, and what the State that issued it has answered.
CREATE TABLE foreign_qualifications (
    request_id        TEXT      NOT NULL PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
    country           TEXT      NOT NULL,
    document_number   TEXT      NOT NULL,
    -- JSON list.
    sectors           TEXT      NOT NULL,
    valid_until       DATE      NOT NULL,
    answer            TEXT      CHECK (answer IN ('confirmed', 'not_confirmed')),
    answered_on       DATE,
    confirmed_sectors TEXT,
    confirmed_until   DATE,
    note              TEXT,
    noted_by          TEXT      REFERENCES accounts (id),
    noted_at          TIMESTAMP
);

-- Qualifications of other States that were recognised: the rules take each as a training.
CREATE TABLE recognitions (
    id          TEXT      NOT NULL PRIMARY KEY,
    driver_id   TEXT      NOT NULL REFERENCES drivers (id),
    request_id  TEXT      NOT NULL REFERENCES requests (id),
    sector      TEXT      NOT NULL CHECK (sector IN ('goods', 'passengers')),
    valid_from  DATE      NOT NULL,
    valid_until DATE      NOT NULL,
    created_at  TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX recognitions_request ON recognitions (request_id, sector);
CREATE INDEX recognitions_driver ON recognitions (driver_id, id);
CREATE INDEX recognitions_valid_until ON recognitions (valid_until, driver_id);
