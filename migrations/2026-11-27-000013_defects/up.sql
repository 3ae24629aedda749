-- What is wrong on a card, and what the analysis of the card found (domain, 9.5).
ALTER TABLE replacements ADD COLUMN defects TEXT;
ALTER TABLE replacements ADD COLUMN finding TEXT;
ALTER TABLE replacements ADD COLUMN finding_comment TEXT;
-- The amount is an assumption (domain, 11): staff enters others.
INSERT INTO fees (id, code, amount_cents, vat_basis_points, applies_from, created_by, created_at) VALUES
    ('fee_00000000000000000000000000000004', 'repl_quality_driver', 2500, 2000, '2022-01-01', NULL, '2022-01-01 00:00:00');
