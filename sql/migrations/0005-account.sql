CREATE TABLE IF NOT EXISTS account (
  account_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  kind TINYINT UNSIGNED NOT NULL COMMENT '0 parent, 1 staff',
  login_id VARCHAR(255) NOT NULL COMMENT 'staff: the ID that was given; parents: the mail address in small letters',
  mail VARCHAR(190) NULL COMMENT 'verified address for mail',
  family_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name',
  given_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name',
  password_hash VARCHAR(200) NULL COMMENT 'format-tagged argon2id; NULL until activated',
  password_at DATETIME(6) NULL COMMENT 'last change',
  state TINYINT UNSIGNED NOT NULL COMMENT '0 not activated, 1 active, 2 suspended',
  board_id BIGINT UNSIGNED NULL COMMENT 'staff: the board that created it',
  sourced_id VARCHAR(255) NULL COMMENT 'staff: OneRoster user',
  master_id CHAR(36) NULL COMMENT 'staff: userMasterIdentifier',
  lang TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'language of mail: 0 ja, 1 en, 2 ja-easy',
  created_at DATETIME(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (account_id),
  UNIQUE KEY account_login (login_id),
  KEY account_mail (mail),
  UNIQUE KEY account_sourced (board_id, sourced_id),
  UNIQUE KEY account_master (board_id, master_id),
  CONSTRAINT account_board FOREIGN KEY (board_id) REFERENCES board (board_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A person who signs in. The person sees it, and officers for staff; that of a parent ends in the April after the last child leaves.';
