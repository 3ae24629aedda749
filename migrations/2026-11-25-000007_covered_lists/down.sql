DROP INDEX requests_driver;
CREATE INDEX requests_driver ON requests (driver_id, id);
DROP INDEX request_history_request;
CREATE INDEX request_history_request ON request_history (request_id, id);
