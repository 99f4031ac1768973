CREATE TABLE IF NOT EXISTS device (
  device_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the device cookie',
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'who',
  seen_at DATETIME(6) NOT NULL COMMENT 'latest sign-in',
  PRIMARY KEY (device_hash, account_id),
  CONSTRAINT device_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='A browser from which a person signed in before: it keeps working while a stranger guesses. Deleted after 400 days.';
