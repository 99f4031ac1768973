CREATE TABLE IF NOT EXISTS school_class (
  class_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  school_id BIGINT UNSIGNED NOT NULL COMMENT 'its school',
  sourced_id VARCHAR(255) NOT NULL COMMENT 'OneRoster class',
  school_year SMALLINT UNSIGNED NOT NULL COMMENT 'the year in which it starts, April to March',
  name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown, 3年1組',
  grades VARCHAR(40) NOT NULL COMMENT 'OneRoster grades, P3 or P3,P5; sorts the classes',
  special_needs BOOLEAN NOT NULL DEFAULT 0 COMMENT 'metadata.jp.specialNeeds',
  active BOOLEAN NOT NULL DEFAULT 1 COMMENT 'in the latest roster',
  PRIMARY KEY (class_id),
  UNIQUE KEY class_sourced (school_id, sourced_id),
  KEY class_shown (school_id, active, grades, name),
  CONSTRAINT class_school FOREIGN KEY (school_id) REFERENCES school (school_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A homeroom class of one school year. Staff of the school and the guardians of its pupils see it; kept with the register, 5 years.';
