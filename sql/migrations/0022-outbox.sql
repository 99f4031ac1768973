CREATE TABLE IF NOT EXISTS outbox (
  outbox_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'our number',
  account_id BIGINT UNSIGNED NULL COMMENT 'to whom, if an account exists',
  mail VARCHAR(190) NOT NULL COMMENT 'address',
  subject VARCHAR(200) NOT NULL COMMENT 'text',
  body TEXT NOT NULL COMMENT 'plain text, no personal data beyond what is needed to recognise it',
  created_at DATETIME(6) NOT NULL COMMENT 'when',
  due_at DATETIME(6) NOT NULL COMMENT 'next try',
  tries SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'so far',
  state TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0 waiting, 1 sent, 2 given up',
  ended_at DATETIME(6) NULL COMMENT 'sent or given up',
  error VARCHAR(200) NULL COMMENT 'last answer of the mail server',
  PRIMARY KEY (outbox_id),
  KEY outbox_due (state, due_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='Mail to one person, written in the transaction that caused it. No person sees it; deleted 90 days after the end.';
