CREATE TABLE IF NOT EXISTS class_teacher (
  class_id BIGINT UNSIGNED NOT NULL COMMENT 'the class',
  account_id BIGINT UNSIGNED NOT NULL COMMENT 'the teacher',
  main BOOLEAN NOT NULL DEFAULT 0 COMMENT 'primary homeroom teacher',
  active BOOLEAN NOT NULL DEFAULT 1 COMMENT 'in the latest roster',
  PRIMARY KEY (class_id, account_id),
  KEY teacher_classes (account_id, active),
  CONSTRAINT teacher_class FOREIGN KEY (class_id) REFERENCES school_class (class_id),
  CONSTRAINT teacher_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='Who teaches a homeroom. Staff of the school see it; kept with the class.';
