-- What happened to trainings that had to be looked at, and the notices sent by the clock.

CREATE TABLE training_history (
    id          TEXT      NOT NULL PRIMARY KEY,
    training_id TEXT      NOT NULL REFERENCES trainings (id),
    at          TIMESTAMP NOT NULL,
    event       TEXT      NOT NULL CHECK (event IN ('accept', 'refuse', 'amend', 'cancel')),
    -- The state reached.
    status      TEXT      NOT NULL CHECK (status IN ('valid', 'needs_review', 'refused', 'cancelled')),
    actor_kind  TEXT      NOT NULL,
    actor_id    TEXT,
    reason      TEXT,
    -- In the reviewer's words.
    comment     TEXT
);
CREATE INDEX training_history_training ON training_history (training_id, at, id);
-- The queue of trainings to look at, and who is due for a notice.
CREATE INDEX trainings_review ON trainings (status, declared_at, id);
CREATE INDEX trainings_completed ON trainings (completed_on, driver_id);
CREATE INDEX certificates_valid_until ON certificates (valid_until, id);

-- One row per notice that the clock has caused, so that none is sent twice.
CREATE TABLE notices (
    -- Id of what the notice is about.
    subject TEXT      NOT NULL,
    -- Which notice about it, e.g. 'certificate_1_month'.
    kind    TEXT      NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    PRIMARY KEY (subject, kind)
);
