DROP TABLE notices;
DROP INDEX certificates_valid_until;
DROP INDEX trainings_completed;
DROP INDEX trainings_review;
DROP TABLE training_history;
