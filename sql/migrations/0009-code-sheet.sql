CREATE TABLE IF NOT EXISTS code_sheet (
  code_sheet_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  kind TINYINT UNSIGNED NOT NULL COMMENT '0 child for parents, 1 staff activation',
  code_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the digits',
  pupil_id BIGINT UNSIGNED NULL COMMENT 'for kind 0',
  account_id BIGINT UNSIGNED NULL COMMENT 'for kind 1',
  printed_by BIGINT UNSIGNED NOT NULL COMMENT 'account',
  printed_at DATETIME(6) NOT NULL COMMENT 'when',
  expires_at DATETIME(6) NOT NULL COMMENT 'last moment of use',
  ended_at DATETIME(6) NULL COMMENT 'used (staff), replaced by a newer sheet, or stopped',
  PRIMARY KEY (code_sheet_id),
  UNIQUE KEY sheet_code (code_hash),
  KEY sheet_pupil (pupil_id, ended_at),
  KEY sheet_account (account_id, ended_at),
  CONSTRAINT sheet_pupil FOREIGN KEY (pupil_id) REFERENCES pupil (pupil_id),
  CONSTRAINT sheet_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A printed code that links a parent to a child or activates a staff account. Only the hash is kept; rows end with their use or date.';
