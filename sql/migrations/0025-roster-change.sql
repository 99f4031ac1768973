CREATE TABLE IF NOT EXISTS roster_change (
  roster_import_id BIGINT UNSIGNED NOT NULL COMMENT 'the import',
  seq INT UNSIGNED NOT NULL COMMENT 'order shown',
  school VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'name; empty for the board',
  class VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'name; empty for the school itself',
  what TINYINT UNSIGNED NOT NULL COMMENT '0 pupils, 1 classes, 2 staff, 3 schools',
  added INT UNSIGNED NOT NULL COMMENT 'count',
  changed INT UNSIGNED NOT NULL COMMENT 'count',
  removed INT UNSIGNED NOT NULL COMMENT 'count',
  PRIMARY KEY (roster_import_id, seq),
  CONSTRAINT change_import FOREIGN KEY (roster_import_id) REFERENCES roster_import (roster_import_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='What a checked roster would change, counted for each school and class. Officers of the board see it; kept with the ZIP.';
