-- A driver's list shows every step of every request. With what is shown in the
-- index itself, no row has to be looked up for it.
DROP INDEX request_history_request;
CREATE INDEX request_history_request ON request_history (request_id, id, at, status, actor_kind);
-- The versions of a driver's requests tell whether a list that was written out
-- before is still the same.
DROP INDEX requests_driver;
CREATE INDEX requests_driver ON requests (driver_id, id, version);
