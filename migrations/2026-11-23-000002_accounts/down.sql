DROP TABLE driver_events;
DROP TABLE sign_in_failures;
DROP TABLE sessions;
DROP TABLE links;
DROP TABLE consents;
DROP TABLE account_reviews;
DROP TABLE drivers;
DROP TABLE accounts;
