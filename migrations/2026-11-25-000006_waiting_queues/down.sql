DROP INDEX account_reviews_waiting;
DROP INDEX requests_waiting;
