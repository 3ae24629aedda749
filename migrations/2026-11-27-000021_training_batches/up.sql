-- Trainings that are declared many at once: accepted first, processed after.
CREATE TABLE training_batches (
    id              TEXT      NOT NULL PRIMARY KEY,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    declared_by     TEXT      NOT NULL REFERENCES api_clients (id),
    is_dry_run      BOOLEAN   NOT NULL,
    status          TEXT      NOT NULL CHECK (status IN ('accepted', 'processing', 'finished')),
    -- JSON list of the declarations; gone once they are processed.
    content         TEXT,
    -- Of a CSV file in the file store: its size, its columns, and how far it was read.
    file_size       BIGINT,
    column_names    TEXT,
    next_byte       BIGINT    NOT NULL,
    next_line       BIGINT    NOT NULL,
    -- How many there are; of a file it is known at its end.
    total           BIGINT,
    recorded        BIGINT    NOT NULL,
    known           BIGINT    NOT NULL,
    refused         BIGINT    NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    updated_at      TIMESTAMP NOT NULL,
    finished_at     TIMESTAMP
);
CREATE INDEX training_batches_organisation ON training_batches (organisation_id, id);

CREATE TABLE training_batch_items (
    batch_id        TEXT      NOT NULL REFERENCES training_batches (id) ON DELETE CASCADE,
    -- From 0, in the order in which they came.
    position        BIGINT    NOT NULL,
    -- Of a CSV file, from 1.
    line            BIGINT,
    external_id     TEXT,
    outcome         TEXT      NOT NULL CHECK (outcome IN ('recorded', 'known', 'refused')),
    training_id     TEXT      REFERENCES trainings (id),
    training_status TEXT,
    -- Why it was refused, when no field is at fault.
    problem         TEXT,
    -- JSON list of what is wrong, or remarkable.
    errors          TEXT      NOT NULL,
    PRIMARY KEY (batch_id, position)
);
CREATE INDEX training_batch_items_external ON training_batch_items (batch_id, external_id);
CREATE INDEX training_batch_items_outcome ON training_batch_items (batch_id, outcome, position);
