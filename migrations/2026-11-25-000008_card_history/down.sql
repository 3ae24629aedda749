DROP TABLE card_history;
