DROP TABLE sequences;
DROP TABLE idempotency_keys;
DROP TABLE audit_events;
DROP TABLE files;
DROP TABLE outbox_messages;
DROP TABLE schedules;
DROP TABLE jobs;
