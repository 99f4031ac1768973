CREATE TABLE IF NOT EXISTS form_draft (
  draft_key BINARY(16) NOT NULL COMMENT 'random',
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'whose',
  path VARCHAR(100) NOT NULL COMMENT 'the page of the form',
  body MEDIUMBLOB NOT NULL COMMENT 'urlencoded fields without secrets',
  created_at DATETIME(6) NOT NULL COMMENT 'when',
  expires_at DATETIME(6) NOT NULL COMMENT 'a day later',
  PRIMARY KEY (draft_key),
  KEY draft_expiry (expires_at),
  CONSTRAINT draft_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='What was typed into a form, kept over a check page or a time-out. Only the own account reads it; deleted on sending or after a day.';
