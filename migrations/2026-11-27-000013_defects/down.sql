DELETE FROM fees WHERE id = 'fee_00000000000000000000000000000004';
ALTER TABLE replacements DROP COLUMN finding_comment;
ALTER TABLE replacements DROP COLUMN finding;
ALTER TABLE replacements DROP COLUMN defects;
