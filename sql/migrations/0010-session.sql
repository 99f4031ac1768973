CREATE TABLE IF NOT EXISTS session (
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the cookie',
  session_id BIGINT UNSIGNED NOT NULL COMMENT 'random number that names it in lists',
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'who',
  agent VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'browser as it named itself, cut to 200',
  address VARCHAR(45) NOT NULL DEFAULT '' COMMENT 'address of the sign-in',
  created_at DATETIME(6) NOT NULL COMMENT 'sign-in',
  seen_at DATETIME(6) NOT NULL COMMENT 'latest request, written at most once a minute',
  proved_at DATETIME(6) NOT NULL COMMENT 'password last given',
  ended_at DATETIME(6) NULL COMMENT 'signed out or ended from elsewhere',
  PRIMARY KEY (token_hash),
  UNIQUE KEY session_name (session_id),
  KEY session_account (account_id, ended_at, seen_at),
  CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='One signed-in browser. The person sees the own ones; deleted 30 days after its end.';
