CREATE TABLE IF NOT EXISTS account_role (
  account_role_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'who',
  role TINYINT UNSIGNED NOT NULL COMMENT '0 parent, 1 teacher, 2 school manager, 3 board officer',
  board_id BIGINT UNSIGNED NULL COMMENT 'where, for staff',
  school_id BIGINT UNSIGNED NULL COMMENT 'where, for teachers and school managers',
  active BOOLEAN NOT NULL DEFAULT 1 COMMENT '0 when the roster no longer has it',
  PRIMARY KEY (account_role_id),
  UNIQUE KEY role_once (account_id, role, school_id),
  KEY role_school (school_id, role, active),
  CONSTRAINT role_account FOREIGN KEY (account_id) REFERENCES account (account_id),
  CONSTRAINT role_board FOREIGN KEY (board_id) REFERENCES board (board_id),
  CONSTRAINT role_school FOREIGN KEY (school_id) REFERENCES school (school_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='What an account may do where. Officers see it; kept while the account exists.';
