CREATE TABLE IF NOT EXISTS register_code (
  code VARCHAR(20) NOT NULL COMMENT 'stable name',
  label VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown',
  symbol VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'in the month grid',
  counts_as_absence BOOLEAN NOT NULL COMMENT 'a day of absence',
  reduces_required_days BOOLEAN NOT NULL COMMENT 'taken off the days of attendance due',
  sort TINYINT UNSIGNED NOT NULL COMMENT 'order in lists',
  PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='Codes and symbols of the attendance register of a board (interchange.md 3.1). Staff see it; data of the board.';
