CREATE TABLE IF NOT EXISTS school (
  school_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  board_id BIGINT UNSIGNED NOT NULL COMMENT 'its board',
  sourced_id VARCHAR(255) NOT NULL COMMENT 'OneRoster org of type school',
  name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown to everybody',
  identifier VARCHAR(20) NULL COMMENT 'MEXT school code',
  phone VARCHAR(20) NULL COMMENT 'the number that parents call, as shown; set by the board',
  active BOOLEAN NOT NULL DEFAULT 1 COMMENT 'in the latest roster',
  PRIMARY KEY (school_id),
  UNIQUE KEY school_sourced (sourced_id),
  KEY school_board (board_id, school_id),
  CONSTRAINT school_board FOREIGN KEY (board_id) REFERENCES board (board_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A school of a board. Public; kept while the board runs the service.';
