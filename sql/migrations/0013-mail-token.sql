CREATE TABLE IF NOT EXISTS mail_token (
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256',
  purpose TINYINT UNSIGNED NOT NULL COMMENT '0 new password, 1 registration of a parent, 2 proof of a staff address',
  account_id BIGINT UNSIGNED NULL COMMENT 'for 0, and for 1 when the account exists',
  mail VARCHAR(190) NOT NULL COMMENT 'where it was sent',
  family_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NULL COMMENT 'for 1',
  given_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NULL COMMENT 'for 1',
  password_hash VARCHAR(200) NULL COMMENT 'for 1: chosen before the address was proved',
  pupil_id BIGINT UNSIGNED NULL COMMENT 'for 1',
  relationship TINYINT UNSIGNED NULL COMMENT 'for 1',
  lang TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'language of the person',
  created_at DATETIME(6) NOT NULL COMMENT 'when',
  expires_at DATETIME(6) NOT NULL COMMENT '30 minutes later',
  used_at DATETIME(6) NULL COMMENT 'single use',
  PRIMARY KEY (token_hash),
  KEY token_account (account_id),
  KEY token_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A single-use link sent by mail. Only the hash is kept; deleted a day after its end.';
