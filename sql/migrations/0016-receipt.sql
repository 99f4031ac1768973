CREATE TABLE IF NOT EXISTS receipt (
  receipt_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  number CHAR(9) NOT NULL COMMENT 'what the parent reads out, XXXX-XXXX',
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'who sent it',
  created_at DATETIME(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (receipt_id),
  UNIQUE KEY receipt_number (number),
  KEY receipt_account (account_id, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='One sending by a parent; may hold several children and days. The guardians of its children and the school see it; kept with the register.';
