CREATE TABLE IF NOT EXISTS board (
  board_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  sourced_id VARCHAR(255) NOT NULL COMMENT 'OneRoster org of type district',
  name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown to everybody',
  identifier VARCHAR(20) NULL COMMENT 'code of the board, six digits',
  PRIMARY KEY (board_id),
  UNIQUE KEY board_sourced (sourced_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A board of education. Seen by its officers; kept while the city runs the service.';
