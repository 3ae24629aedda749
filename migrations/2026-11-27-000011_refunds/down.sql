DROP INDEX payments_request;
DROP TABLE refunds;
