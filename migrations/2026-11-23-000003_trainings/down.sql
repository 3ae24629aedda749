DROP TABLE certificates;
DROP TABLE trainings;
DROP TABLE api_clients;
DROP TABLE approvals;
DROP TABLE organisations;
