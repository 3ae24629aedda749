DROP TABLE cards;
DROP TABLE batches;
DROP TABLE information_items;
DROP TABLE information_requests;
DROP TABLE documents;
DROP TABLE request_history;
DROP TABLE requests;
