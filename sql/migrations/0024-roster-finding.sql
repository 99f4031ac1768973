CREATE TABLE IF NOT EXISTS roster_finding (
  roster_import_id BIGINT UNSIGNED NOT NULL COMMENT 'the import',
  seq INT UNSIGNED NOT NULL COMMENT 'order',
  error BOOLEAN NOT NULL COMMENT '0 warning',
  file VARCHAR(60) NOT NULL COMMENT 'in the ZIP',
  line INT UNSIGNED NOT NULL COMMENT 'header is 1; 0 the whole file',
  column_name VARCHAR(80) NOT NULL COMMENT 'header name',
  value VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'as found, cut',
  rule VARCHAR(40) NOT NULL COMMENT 'name of the rule; its sentence is MSG_ROSTER_...',
  PRIMARY KEY (roster_import_id, seq),
  CONSTRAINT finding_import FOREIGN KEY (roster_import_id) REFERENCES roster_import (roster_import_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='One finding of the check of a roster. Officers of the board see it; kept with the ZIP.';
