-- The dated steps of a card's life, for its holder and for whoever has to explain it.
CREATE TABLE card_history (
    id         TEXT      NOT NULL PRIMARY KEY,
    card_id    TEXT      NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    at         TIMESTAMP NOT NULL,
    status     TEXT      NOT NULL,
    actor_kind TEXT      NOT NULL,
    actor_id   TEXT
);
CREATE INDEX card_history_card ON card_history (card_id, id);

-- What is known of the cards that are there: when they were ordered, and where they stand.
INSERT INTO card_history (id, card_id, at, status, actor_kind, actor_id)
    SELECT 'evt_' || substr(id, 5), id, created_at, 'ordered', 'system', NULL FROM cards;
INSERT INTO card_history (id, card_id, at, status, actor_kind, actor_id)
    SELECT 'evt_f' || substr(id, 6), id, updated_at, status, 'system', NULL FROM cards WHERE status <> 'ordered';
