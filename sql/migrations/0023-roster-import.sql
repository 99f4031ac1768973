CREATE TABLE IF NOT EXISTS roster_import (
  roster_import_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  board_id BIGINT UNSIGNED NULL COMMENT 'board of the officer; NULL for the first import at the command line',
  uploaded_by BIGINT UNSIGNED NULL COMMENT 'account; NULL at the command line',
  operator VARCHAR(100) NOT NULL COMMENT 'who, in words',
  uploaded_at DATETIME(6) NOT NULL COMMENT 'when',
  file_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'as the browser named it',
  sha256 BINARY(32) NOT NULL COMMENT 'of the ZIP',
  zip LONGBLOB NULL COMMENT 'the ZIP',
  source_system VARCHAR(255) NULL COMMENT 'manifest source.systemName',
  state TINYINT UNSIGNED NOT NULL COMMENT '0 uploaded, 1 checked, 2 refused with findings, 3 committed',
  added INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'records',
  changed INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'records',
  removed INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'records',
  errors INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'findings',
  warnings INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'findings',
  needs_removals BOOLEAN NOT NULL DEFAULT 0 COMMENT 'more than a tenth of a school would go',
  committed_at DATETIME(6) NULL COMMENT 'when',
  committed_by BIGINT UNSIGNED NULL COMMENT 'account',
  PRIMARY KEY (roster_import_id),
  KEY import_board (board_id, roster_import_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='An uploaded OneRoster ZIP, its check and its outcome. Officers of the board see it; the ZIP is deleted after 90 days, the row kept 10 years.';
