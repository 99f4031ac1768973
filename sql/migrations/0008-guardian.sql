CREATE TABLE IF NOT EXISTS guardian (
  guardian_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  pupil_id BIGINT UNSIGNED NOT NULL COMMENT 'the child',
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'the parent',
  relationship TINYINT UNSIGNED NOT NULL COMMENT '0 mother, 1 father, 2 grandparent, 3 other relative, 4 other',
  created_at DATETIME(6) NOT NULL COMMENT 'when the code sheet was used',
  ended_at DATETIME(6) NULL COMMENT 'when the link ended',
  ended_by BIGINT UNSIGNED NULL COMMENT 'account of the school that ended it',
  live TINYINT UNSIGNED NULL DEFAULT 1 COMMENT '1, or NULL when ended: makes the unique key hold for living links only',
  PRIMARY KEY (guardian_id),
  UNIQUE KEY guardian_once (pupil_id, account_id, live),
  KEY guardian_account (account_id, live, pupil_id),
  CONSTRAINT guardian_pupil FOREIGN KEY (pupil_id) REFERENCES pupil (pupil_id),
  CONSTRAINT guardian_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A parent linked to a child. The parent, the other guardians (that one was added) and the school see it; ends with attendance.';
