-- The column for the training may stay empty: it cannot be made NOT NULL again.
DROP TABLE recognitions;
DROP TABLE foreign_qualifications;
DROP INDEX requests_open_foreign;
