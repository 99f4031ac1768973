CREATE TABLE IF NOT EXISTS audit_event (
  audit_event_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'order of writing',
  at DATETIME(6) NOT NULL COMMENT 'when',
  account_id BIGINT UNSIGNED NULL COMMENT 'who; NULL before sign-in',
  org_id BIGINT UNSIGNED NULL COMMENT 'school or board of the person',
  address VARCHAR(45) NOT NULL COMMENT 'client address',
  act SMALLINT UNSIGNED NOT NULL COMMENT 'enum audit_act',
  object SMALLINT UNSIGNED NOT NULL COMMENT 'enum audit_object',
  object_id BIGINT UNSIGNED NULL COMMENT 'its number',
  detail VARCHAR(200) NULL COMMENT 'codes and counts, never names',
  PRIMARY KEY (audit_event_id),
  KEY audit_object (object, object_id),
  KEY audit_account (account_id, at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='Who did what. INSERT for all, UPDATE and DELETE for none; kept 10 years. No names, no contents.';
