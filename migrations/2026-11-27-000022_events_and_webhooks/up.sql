-- What happened to what an organisation declared, for its software.
CREATE TABLE events (
    id              TEXT      NOT NULL PRIMARY KEY,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    -- Its place in the organisation's feed, given after it was committed.
    position        BIGINT,
    kind            TEXT      NOT NULL,
    -- The thing it is about, and that thing's version then.
    subject         TEXT      NOT NULL,
    version         BIGINT    NOT NULL,
    at              TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX events_feed ON events (organisation_id, position);
CREATE INDEX events_unplaced ON events (organisation_id, at, id) WHERE position IS NULL;
CREATE INDEX events_at ON events (at);

-- Where an organisation wants to be told.
CREATE TABLE webhook_endpoints (
    id              TEXT      NOT NULL PRIMARY KEY,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    url             TEXT      NOT NULL,
    description     TEXT      NOT NULL,
    -- JSON list of kinds; empty for all.
    kinds           TEXT      NOT NULL,
    status          TEXT      NOT NULL CHECK (status IN ('enabled', 'disabled', 'failing')),
    secret          TEXT      NOT NULL,
    -- Good beside the new one until then.
    previous_secret TEXT,
    previous_until  TIMESTAMP,
    version         BIGINT    NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    updated_at      TIMESTAMP NOT NULL
);
CREATE INDEX webhook_endpoints_organisation ON webhook_endpoints (organisation_id, id);

CREATE TABLE webhook_deliveries (
    id          TEXT      NOT NULL PRIMARY KEY,
    endpoint_id TEXT      NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
    event_id    TEXT      NOT NULL,
    kind        TEXT      NOT NULL,
    attempt     INTEGER   NOT NULL,
    at          TIMESTAMP NOT NULL,
    duration_ms BIGINT    NOT NULL,
    status_code INTEGER,
    -- The beginning of the answer, or why there was none.
    answer      TEXT      NOT NULL
);
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, id);
CREATE INDEX webhook_deliveries_at ON webhook_deliveries (at);
