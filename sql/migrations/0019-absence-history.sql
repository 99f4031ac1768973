CREATE TABLE IF NOT EXISTS absence_history (
  absence_history_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  absence_id BIGINT UNSIGNED NOT NULL COMMENT 'the report',
  act TINYINT UNSIGNED NOT NULL COMMENT '0 reported, 1 corrected, 2 withdrawn, 3 confirmed, 4 phoned, 5 approved, 6 rejected, 7 staff note, 8 code changed',
  by_account BIGINT UNSIGNED NOT NULL COMMENT 'who',
  at DATETIME(6) NOT NULL COMMENT 'when',
  kind TINYINT UNSIGNED NOT NULL COMMENT 'as it was after the step',
  reason TINYINT UNSIGNED NOT NULL COMMENT 'after the step',
  symptoms INT UNSIGNED NOT NULL COMMENT 'after the step',
  at_minute SMALLINT UNSIGNED NULL COMMENT 'after the step',
  note VARCHAR(500) NULL COMMENT 'after the step',
  code VARCHAR(20) NOT NULL COMMENT 'after the step',
  words VARCHAR(500) NULL COMMENT 'reason of a rejection, or the staff note',
  PRIMARY KEY (absence_history_id),
  KEY history_absence (absence_id, absence_history_id),
  CONSTRAINT history_absence FOREIGN KEY (absence_id) REFERENCES absence (absence_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='Every step of a report with what it said before. Guardians of the child see the own steps, staff all; kept 5 years.';
