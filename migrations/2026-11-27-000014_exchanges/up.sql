-- A card is exchanged for one that says something else (domain, 7.7): what has changed.
ALTER TABLE requests ADD COLUMN exchange_reason TEXT CHECK (exchange_reason IN ('civil_status', 'licence', 'foreign'));
-- The amount is an assumption (domain, 11): staff enters others.
INSERT INTO fees (id, code, amount_cents, vat_basis_points, applies_from, created_by, created_at) VALUES
    ('fee_00000000000000000000000000000005', 'exchange', 2500, 2000, '2022-01-01', NULL, '2022-01-01 00:00:00');
