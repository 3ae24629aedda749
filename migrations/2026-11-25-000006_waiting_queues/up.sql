-- What waits for the staff is a small part of all there is. Without these the
-- first page of a queue sorts everything that waits.
CREATE INDEX requests_waiting ON requests (updated_at, id)
    WHERE status IN ('submitted', 'under_review', 'information_requested');
CREATE INDEX account_reviews_waiting ON account_reviews (due_at, id)
    WHERE status IN ('submitted', 'under_review');
