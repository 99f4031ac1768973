CREATE TABLE IF NOT EXISTS request_key (
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'who sent it',
  request_key BINARY(16) NOT NULL COMMENT 'random, from the hidden input',
  body_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the checked body: another body under the same key is refused',
  result VARCHAR(255) NOT NULL COMMENT 'path of the page that shows the result',
  created_at DATETIME(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (account_id, request_key),
  KEY request_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='One row per form that created something: a second sending gives the first result. Deleted after 30 days.';
