CREATE TABLE IF NOT EXISTS pupil (
  pupil_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  school_id BIGINT UNSIGNED NOT NULL COMMENT 'where the pupil is enrolled',
  class_id BIGINT UNSIGNED NULL COMMENT 'homeroom; NULL while none is known',
  sourced_id VARCHAR(255) NOT NULL COMMENT 'OneRoster user; may change with the vendor',
  master_id CHAR(36) NULL COMMENT 'userMasterIdentifier, the lasting key',
  family_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name, bytes as received',
  given_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name, bytes as received',
  family_kana VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL DEFAULT '' COMMENT 'full-width katakana',
  given_kana VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL DEFAULT '' COMMENT 'full-width katakana',
  grade VARCHAR(4) NOT NULL COMMENT 'P1 to P6, J1 to J3',
  attendance_number SMALLINT UNSIGNED NULL COMMENT 'number in the class',
  active BOOLEAN NOT NULL DEFAULT 1 COMMENT '0 when marked tobedeleted by a roster',
  removed_at DATETIME(6) NULL COMMENT 'when it was so marked',
  PRIMARY KEY (pupil_id),
  UNIQUE KEY pupil_sourced (school_id, sourced_id),
  UNIQUE KEY pupil_master (master_id),
  KEY pupil_class (class_id, active, attendance_number),
  CONSTRAINT pupil_school FOREIGN KEY (school_id) REFERENCES school (school_id),
  CONSTRAINT pupil_class FOREIGN KEY (class_id) REFERENCES school_class (class_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A pupil. Staff of the school and the own guardians see it; the school record is kept 5 years after leaving.';
