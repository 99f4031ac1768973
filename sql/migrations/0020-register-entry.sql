CREATE TABLE IF NOT EXISTS register_entry (
  pupil_id BIGINT UNSIGNED NOT NULL COMMENT 'who',
  on_date DATE NOT NULL COMMENT 'day',
  school_id BIGINT UNSIGNED NOT NULL COMMENT 'on that day',
  class_id BIGINT UNSIGNED NOT NULL COMMENT 'on that day',
  code VARCHAR(20) NOT NULL COMMENT 'register_code',
  final BOOLEAN NOT NULL COMMENT '0 provisional, 1 approved by a school manager (003 L2061)',
  absence_id BIGINT UNSIGNED NULL COMMENT 'where it came from',
  changed_by BIGINT UNSIGNED NOT NULL COMMENT 'account',
  changed_at DATETIME(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (pupil_id, on_date),
  KEY register_class (class_id, on_date),
  CONSTRAINT register_pupil FOREIGN KEY (pupil_id) REFERENCES pupil (pupil_id),
  CONSTRAINT register_code FOREIGN KEY (code) REFERENCES register_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='The attendance register: one pupil on one day. Staff of the school see it; kept 5 years (rule 28 of the school education law).';
