-- Every table after the last migration.  Made by "make schema": do not edit.

SET NAMES utf8mb4;
SET foreign_key_checks = 0;

CREATE TABLE `absence` (
  `absence_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `receipt_id` bigint(20) unsigned NOT NULL COMMENT 'the sending',
  `school_id` bigint(20) unsigned NOT NULL COMMENT 'of the pupil on that day',
  `class_id` bigint(20) unsigned NOT NULL COMMENT 'of the pupil on that day',
  `pupil_id` bigint(20) unsigned NOT NULL COMMENT 'who',
  `on_date` date NOT NULL COMMENT 'school day',
  `kind` tinyint(3) unsigned NOT NULL COMMENT '0 absent, 1 late, 2 early leaving',
  `reason` tinyint(3) unsigned NOT NULL COMMENT '0 unwell, 1 hospital visit, 2 family, 3 mourning, 4 diagnosed infection, 5 other',
  `symptoms` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'bits in the order of interchange.md 3.3',
  `at_minute` smallint(5) unsigned DEFAULT NULL COMMENT 'late: expected arrival, early: leaving; minutes of the day',
  `note` varchar(500) DEFAULT NULL COMMENT 'words of the parent',
  `state` tinyint(3) unsigned NOT NULL COMMENT '0 received, 1 confirmed, 2 approved, 3 rejected, 4 withdrawn',
  `version` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'compare-and-set',
  `reported_by` bigint(20) unsigned NOT NULL COMMENT 'account',
  `reported_at` datetime(6) NOT NULL COMMENT 'when',
  `corrected_at` datetime(6) DEFAULT NULL COMMENT 'latest correction by a parent',
  `confirmed_by` bigint(20) unsigned DEFAULT NULL COMMENT 'account',
  `confirmed_at` datetime(6) DEFAULT NULL COMMENT 'when',
  `phoned_by` bigint(20) unsigned DEFAULT NULL COMMENT 'account that marked the telephone call',
  `phoned_at` datetime(6) DEFAULT NULL COMMENT 'when',
  `staff_note` varchar(500) DEFAULT NULL COMMENT 'for staff only',
  `code` varchar(20) NOT NULL COMMENT 'proposed register code, final when approved',
  `decided_by` bigint(20) unsigned DEFAULT NULL COMMENT 'school manager',
  `decided_at` datetime(6) DEFAULT NULL COMMENT 'when',
  `reject_reason` varchar(300) DEFAULT NULL COMMENT 'shown to the parent',
  `withdrawn_at` datetime(6) DEFAULT NULL COMMENT 'when',
  `live` tinyint(3) unsigned DEFAULT 1 COMMENT '1, or NULL when rejected or withdrawn: one living report for a child and day',
  PRIMARY KEY (`absence_id`),
  UNIQUE KEY `absence_day` (`pupil_id`,`on_date`,`live`),
  KEY `absence_class` (`class_id`,`on_date`,`state`),
  KEY `absence_school` (`school_id`,`on_date`,`state`),
  KEY `absence_waiting` (`school_id`,`state`,`on_date`),
  KEY `absence_receipt` (`receipt_id`),
  KEY `absence_code` (`code`),
  CONSTRAINT `absence_code` FOREIGN KEY (`code`) REFERENCES `register_code` (`code`),
  CONSTRAINT `absence_pupil` FOREIGN KEY (`pupil_id`) REFERENCES `pupil` (`pupil_id`),
  CONSTRAINT `absence_receipt` FOREIGN KEY (`receipt_id`) REFERENCES `receipt` (`receipt_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='One child on one day: what the parent reported and how far it came. Guardians of the child and staff of the school see it; kept 5 years.';

CREATE TABLE `absence_history` (
  `absence_history_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `absence_id` bigint(20) unsigned NOT NULL COMMENT 'the report',
  `act` tinyint(3) unsigned NOT NULL COMMENT '0 reported, 1 corrected, 2 withdrawn, 3 confirmed, 4 phoned, 5 approved, 6 rejected, 7 staff note, 8 code changed',
  `by_account` bigint(20) unsigned NOT NULL COMMENT 'who',
  `at` datetime(6) NOT NULL COMMENT 'when',
  `kind` tinyint(3) unsigned NOT NULL COMMENT 'as it was after the step',
  `reason` tinyint(3) unsigned NOT NULL COMMENT 'after the step',
  `symptoms` int(10) unsigned NOT NULL COMMENT 'after the step',
  `at_minute` smallint(5) unsigned DEFAULT NULL COMMENT 'after the step',
  `note` varchar(500) DEFAULT NULL COMMENT 'after the step',
  `code` varchar(20) NOT NULL COMMENT 'after the step',
  `words` varchar(500) DEFAULT NULL COMMENT 'reason of a rejection, or the staff note',
  PRIMARY KEY (`absence_history_id`),
  KEY `history_absence` (`absence_id`,`absence_history_id`),
  CONSTRAINT `history_absence` FOREIGN KEY (`absence_id`) REFERENCES `absence` (`absence_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Every step of a report with what it said before. Guardians of the child see the own steps, staff all; kept 5 years.';

CREATE TABLE `account` (
  `account_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `kind` tinyint(3) unsigned NOT NULL COMMENT '0 parent, 1 staff',
  `login_id` varchar(255) NOT NULL COMMENT 'staff: the ID that was given; parents: the mail address in small letters',
  `mail` varchar(190) DEFAULT NULL COMMENT 'verified address for mail',
  `family_name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name',
  `given_name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name',
  `password_hash` varchar(200) DEFAULT NULL COMMENT 'format-tagged argon2id; NULL until activated',
  `password_at` datetime(6) DEFAULT NULL COMMENT 'last change',
  `state` tinyint(3) unsigned NOT NULL COMMENT '0 not activated, 1 active, 2 suspended',
  `board_id` bigint(20) unsigned DEFAULT NULL COMMENT 'staff: the board that created it',
  `sourced_id` varchar(255) DEFAULT NULL COMMENT 'staff: OneRoster user',
  `master_id` char(36) DEFAULT NULL COMMENT 'staff: userMasterIdentifier',
  `lang` tinyint(3) unsigned NOT NULL DEFAULT 0 COMMENT 'language of mail: 0 ja, 1 en, 2 ja-easy',
  `created_at` datetime(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (`account_id`),
  UNIQUE KEY `account_login` (`login_id`),
  UNIQUE KEY `account_sourced` (`board_id`,`sourced_id`),
  UNIQUE KEY `account_master` (`board_id`,`master_id`),
  KEY `account_mail` (`mail`),
  CONSTRAINT `account_board` FOREIGN KEY (`board_id`) REFERENCES `board` (`board_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A person who signs in. The person sees it, and officers for staff; that of a parent ends in the April after the last child leaves.';

CREATE TABLE `account_role` (
  `account_role_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'who',
  `role` tinyint(3) unsigned NOT NULL COMMENT '0 parent, 1 teacher, 2 school manager, 3 board officer',
  `board_id` bigint(20) unsigned DEFAULT NULL COMMENT 'where, for staff',
  `school_id` bigint(20) unsigned DEFAULT NULL COMMENT 'where, for teachers and school managers',
  `active` tinyint(1) NOT NULL DEFAULT 1 COMMENT '0 when the roster no longer has it',
  PRIMARY KEY (`account_role_id`),
  UNIQUE KEY `role_once` (`account_id`,`role`,`school_id`),
  KEY `role_school` (`school_id`,`role`,`active`),
  KEY `role_board` (`board_id`),
  CONSTRAINT `role_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`account_id`),
  CONSTRAINT `role_board` FOREIGN KEY (`board_id`) REFERENCES `board` (`board_id`),
  CONSTRAINT `role_school` FOREIGN KEY (`school_id`) REFERENCES `school` (`school_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='What an account may do where. Officers see it; kept while the account exists.';

CREATE TABLE `audit_event` (
  `audit_event_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'order of writing',
  `at` datetime(6) NOT NULL COMMENT 'when',
  `account_id` bigint(20) unsigned DEFAULT NULL COMMENT 'who; NULL before sign-in',
  `org_id` bigint(20) unsigned DEFAULT NULL COMMENT 'school or board of the person',
  `address` varchar(45) NOT NULL COMMENT 'client address',
  `act` smallint(5) unsigned NOT NULL COMMENT 'enum audit_act',
  `object` smallint(5) unsigned NOT NULL COMMENT 'enum audit_object',
  `object_id` bigint(20) unsigned DEFAULT NULL COMMENT 'its number',
  `detail` varchar(200) DEFAULT NULL COMMENT 'codes and counts, never names',
  PRIMARY KEY (`audit_event_id`),
  KEY `audit_object` (`object`,`object_id`),
  KEY `audit_account` (`account_id`,`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Who did what. INSERT for all, UPDATE and DELETE for none; kept 10 years. No names, no contents.';

CREATE TABLE `board` (
  `board_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `sourced_id` varchar(255) NOT NULL COMMENT 'OneRoster org of type district',
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown to everybody',
  `identifier` varchar(20) DEFAULT NULL COMMENT 'code of the board, six digits',
  PRIMARY KEY (`board_id`),
  UNIQUE KEY `board_sourced` (`sourced_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A board of education. Seen by its officers; kept while the city runs the service.';

CREATE TABLE `class_teacher` (
  `class_id` bigint(20) unsigned NOT NULL COMMENT 'the class',
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'the teacher',
  `main` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'primary homeroom teacher',
  `active` tinyint(1) NOT NULL DEFAULT 1 COMMENT 'in the latest roster',
  PRIMARY KEY (`class_id`,`account_id`),
  KEY `teacher_classes` (`account_id`,`active`),
  CONSTRAINT `teacher_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`account_id`),
  CONSTRAINT `teacher_class` FOREIGN KEY (`class_id`) REFERENCES `school_class` (`class_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Who teaches a homeroom. Staff of the school see it; kept with the class.';

CREATE TABLE `code_sheet` (
  `code_sheet_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `kind` tinyint(3) unsigned NOT NULL COMMENT '0 child for parents, 1 staff activation',
  `code_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the digits',
  `pupil_id` bigint(20) unsigned DEFAULT NULL COMMENT 'for kind 0',
  `account_id` bigint(20) unsigned DEFAULT NULL COMMENT 'for kind 1',
  `printed_by` bigint(20) unsigned NOT NULL COMMENT 'account',
  `printed_at` datetime(6) NOT NULL COMMENT 'when',
  `expires_at` datetime(6) NOT NULL COMMENT 'last moment of use',
  `ended_at` datetime(6) DEFAULT NULL COMMENT 'used (staff), replaced by a newer sheet, or stopped',
  PRIMARY KEY (`code_sheet_id`),
  UNIQUE KEY `sheet_code` (`code_hash`),
  KEY `sheet_pupil` (`pupil_id`,`ended_at`),
  KEY `sheet_account` (`account_id`,`ended_at`),
  CONSTRAINT `sheet_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`account_id`),
  CONSTRAINT `sheet_pupil` FOREIGN KEY (`pupil_id`) REFERENCES `pupil` (`pupil_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A printed code that links a parent to a child or activates a staff account. Only the hash is kept; rows end with their use or date.';

CREATE TABLE `device` (
  `device_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the device cookie',
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'who',
  `seen_at` datetime(6) NOT NULL COMMENT 'latest sign-in',
  PRIMARY KEY (`device_hash`,`account_id`),
  KEY `device_account` (`account_id`),
  CONSTRAINT `device_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A browser from which a person signed in before: it keeps working while a stranger guesses. Deleted after 400 days.';

CREATE TABLE `form_draft` (
  `draft_key` binary(16) NOT NULL COMMENT 'random',
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'whose',
  `path` varchar(100) NOT NULL COMMENT 'the page of the form',
  `body` mediumblob NOT NULL COMMENT 'urlencoded fields without secrets',
  `created_at` datetime(6) NOT NULL COMMENT 'when',
  `expires_at` datetime(6) NOT NULL COMMENT 'a day later',
  PRIMARY KEY (`draft_key`),
  KEY `draft_expiry` (`expires_at`),
  KEY `draft_account` (`account_id`),
  CONSTRAINT `draft_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='What was typed into a form, kept over a check page or a time-out. Only the own account reads it; deleted on sending or after a day.';

CREATE TABLE `guardian` (
  `guardian_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `pupil_id` bigint(20) unsigned NOT NULL COMMENT 'the child',
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'the parent',
  `relationship` tinyint(3) unsigned NOT NULL COMMENT '0 mother, 1 father, 2 grandparent, 3 other relative, 4 other',
  `created_at` datetime(6) NOT NULL COMMENT 'when the code sheet was used',
  `ended_at` datetime(6) DEFAULT NULL COMMENT 'when the link ended',
  `ended_by` bigint(20) unsigned DEFAULT NULL COMMENT 'account of the school that ended it',
  `live` tinyint(3) unsigned DEFAULT 1 COMMENT '1, or NULL when ended: makes the unique key hold for living links only',
  PRIMARY KEY (`guardian_id`),
  UNIQUE KEY `guardian_once` (`pupil_id`,`account_id`,`live`),
  KEY `guardian_account` (`account_id`,`live`,`pupil_id`),
  CONSTRAINT `guardian_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`account_id`),
  CONSTRAINT `guardian_pupil` FOREIGN KEY (`pupil_id`) REFERENCES `pupil` (`pupil_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A parent linked to a child. The parent, the other guardians (that one was added) and the school see it; ends with attendance.';

CREATE TABLE `mail_token` (
  `token_hash` binary(32) NOT NULL COMMENT 'SHA-256',
  `purpose` tinyint(3) unsigned NOT NULL COMMENT '0 new password, 1 registration of a parent, 2 proof of a staff address',
  `account_id` bigint(20) unsigned DEFAULT NULL COMMENT 'for 0, and for 1 when the account exists',
  `mail` varchar(190) NOT NULL COMMENT 'where it was sent',
  `family_name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs DEFAULT NULL COMMENT 'for 1',
  `given_name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs DEFAULT NULL COMMENT 'for 1',
  `password_hash` varchar(200) DEFAULT NULL COMMENT 'for 1: chosen before the address was proved',
  `pupil_id` bigint(20) unsigned DEFAULT NULL COMMENT 'for 1',
  `relationship` tinyint(3) unsigned DEFAULT NULL COMMENT 'for 1',
  `lang` tinyint(3) unsigned NOT NULL DEFAULT 0 COMMENT 'language of the person',
  `created_at` datetime(6) NOT NULL COMMENT 'when',
  `expires_at` datetime(6) NOT NULL COMMENT '30 minutes later',
  `used_at` datetime(6) DEFAULT NULL COMMENT 'single use',
  PRIMARY KEY (`token_hash`),
  KEY `token_account` (`account_id`),
  KEY `token_expiry` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A single-use link sent by mail. Only the hash is kept; deleted a day after its end.';

CREATE TABLE `migration` (
  `name` varchar(100) NOT NULL COMMENT 'file in sql/migrations',
  `sha256` binary(32) NOT NULL COMMENT 'of its bytes when it was applied',
  `applied_at` datetime(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Which files of sql/migrations this database has seen. Operators see it; kept for ever.';

CREATE TABLE `outbox` (
  `outbox_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `account_id` bigint(20) unsigned DEFAULT NULL COMMENT 'to whom, if an account exists',
  `mail` varchar(190) NOT NULL COMMENT 'address',
  `subject` varchar(200) NOT NULL COMMENT 'text',
  `body` text NOT NULL COMMENT 'plain text, no personal data beyond what is needed to recognise it',
  `created_at` datetime(6) NOT NULL COMMENT 'when',
  `due_at` datetime(6) NOT NULL COMMENT 'next try',
  `tries` smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT 'so far',
  `state` tinyint(3) unsigned NOT NULL DEFAULT 0 COMMENT '0 waiting, 1 sent, 2 given up',
  `ended_at` datetime(6) DEFAULT NULL COMMENT 'sent or given up',
  `error` varchar(200) DEFAULT NULL COMMENT 'last answer of the mail server',
  PRIMARY KEY (`outbox_id`),
  KEY `outbox_due` (`state`,`due_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Mail to one person, written in the transaction that caused it. No person sees it; deleted 90 days after the end.';

CREATE TABLE `pupil` (
  `pupil_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `school_id` bigint(20) unsigned NOT NULL COMMENT 'where the pupil is enrolled',
  `class_id` bigint(20) unsigned DEFAULT NULL COMMENT 'homeroom; NULL while none is known',
  `sourced_id` varchar(255) NOT NULL COMMENT 'OneRoster user; may change with the vendor',
  `master_id` char(36) DEFAULT NULL COMMENT 'userMasterIdentifier, the lasting key',
  `family_name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name, bytes as received',
  `given_name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'display name, bytes as received',
  `family_kana` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL DEFAULT '' COMMENT 'full-width katakana',
  `given_kana` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL DEFAULT '' COMMENT 'full-width katakana',
  `grade` varchar(4) NOT NULL COMMENT 'P1 to P6, J1 to J3',
  `attendance_number` smallint(5) unsigned DEFAULT NULL COMMENT 'number in the class',
  `active` tinyint(1) NOT NULL DEFAULT 1 COMMENT '0 when marked tobedeleted by a roster',
  `removed_at` datetime(6) DEFAULT NULL COMMENT 'when it was so marked',
  PRIMARY KEY (`pupil_id`),
  UNIQUE KEY `pupil_sourced` (`school_id`,`sourced_id`),
  UNIQUE KEY `pupil_master` (`master_id`),
  KEY `pupil_class` (`class_id`,`active`,`attendance_number`),
  CONSTRAINT `pupil_class` FOREIGN KEY (`class_id`) REFERENCES `school_class` (`class_id`),
  CONSTRAINT `pupil_school` FOREIGN KEY (`school_id`) REFERENCES `school` (`school_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A pupil. Staff of the school and the own guardians see it; the school record is kept 5 years after leaving.';

CREATE TABLE `receipt` (
  `receipt_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `number` char(9) NOT NULL COMMENT 'what the parent reads out, XXXX-XXXX',
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'who sent it',
  `created_at` datetime(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (`receipt_id`),
  UNIQUE KEY `receipt_number` (`number`),
  KEY `receipt_account` (`account_id`,`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='One sending by a parent; may hold several children and days. The guardians of its children and the school see it; kept with the register.';

CREATE TABLE `register_code` (
  `code` varchar(20) NOT NULL COMMENT 'stable name',
  `label` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown',
  `symbol` varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'in the month grid',
  `counts_as_absence` tinyint(1) NOT NULL COMMENT 'a day of absence',
  `reduces_required_days` tinyint(1) NOT NULL COMMENT 'taken off the days of attendance due',
  `sort` tinyint(3) unsigned NOT NULL COMMENT 'order in lists',
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Codes and symbols of the attendance register of a board (interchange.md 3.1). Staff see it; data of the board.';

CREATE TABLE `register_entry` (
  `pupil_id` bigint(20) unsigned NOT NULL COMMENT 'who',
  `on_date` date NOT NULL COMMENT 'day',
  `school_id` bigint(20) unsigned NOT NULL COMMENT 'on that day',
  `class_id` bigint(20) unsigned NOT NULL COMMENT 'on that day',
  `code` varchar(20) NOT NULL COMMENT 'register_code',
  `final` tinyint(1) NOT NULL COMMENT '0 provisional, 1 approved by a school manager (003 L2061)',
  `absence_id` bigint(20) unsigned DEFAULT NULL COMMENT 'where it came from',
  `changed_by` bigint(20) unsigned NOT NULL COMMENT 'account',
  `changed_at` datetime(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (`pupil_id`,`on_date`),
  KEY `register_class` (`class_id`,`on_date`),
  KEY `register_code` (`code`),
  CONSTRAINT `register_code` FOREIGN KEY (`code`) REFERENCES `register_code` (`code`),
  CONSTRAINT `register_pupil` FOREIGN KEY (`pupil_id`) REFERENCES `pupil` (`pupil_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='The attendance register: one pupil on one day. Staff of the school see it; kept 5 years (rule 28 of the school education law).';

CREATE TABLE `request_key` (
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'who sent it',
  `request_key` binary(16) NOT NULL COMMENT 'random, from the hidden input',
  `body_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the checked body: another body under the same key is refused',
  `result` varchar(255) NOT NULL COMMENT 'path of the page that shows the result',
  `created_at` datetime(6) NOT NULL COMMENT 'when',
  PRIMARY KEY (`account_id`,`request_key`),
  KEY `request_age` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='One row per form that created something: a second sending gives the first result. Deleted after 30 days.';

CREATE TABLE `roster_change` (
  `roster_import_id` bigint(20) unsigned NOT NULL COMMENT 'the import',
  `seq` int(10) unsigned NOT NULL COMMENT 'order shown',
  `school` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'name; empty for the board',
  `class` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'name; empty for the school itself',
  `what` tinyint(3) unsigned NOT NULL COMMENT '0 pupils, 1 classes, 2 staff, 3 schools',
  `added` int(10) unsigned NOT NULL COMMENT 'count',
  `changed` int(10) unsigned NOT NULL COMMENT 'count',
  `removed` int(10) unsigned NOT NULL COMMENT 'count',
  PRIMARY KEY (`roster_import_id`,`seq`),
  CONSTRAINT `change_import` FOREIGN KEY (`roster_import_id`) REFERENCES `roster_import` (`roster_import_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='What a checked roster would change, counted for each school and class. Officers of the board see it; kept with the ZIP.';

CREATE TABLE `roster_finding` (
  `roster_import_id` bigint(20) unsigned NOT NULL COMMENT 'the import',
  `seq` int(10) unsigned NOT NULL COMMENT 'order',
  `error` tinyint(1) NOT NULL COMMENT '0 warning',
  `file` varchar(60) NOT NULL COMMENT 'in the ZIP',
  `line` int(10) unsigned NOT NULL COMMENT 'header is 1; 0 the whole file',
  `column_name` varchar(80) NOT NULL COMMENT 'header name',
  `value` varchar(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'as found, cut',
  `rule` varchar(40) NOT NULL COMMENT 'name of the rule; its sentence is MSG_ROSTER_...',
  PRIMARY KEY (`roster_import_id`,`seq`),
  CONSTRAINT `finding_import` FOREIGN KEY (`roster_import_id`) REFERENCES `roster_import` (`roster_import_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='One finding of the check of a roster. Officers of the board see it; kept with the ZIP.';

CREATE TABLE `roster_import` (
  `roster_import_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `board_id` bigint(20) unsigned DEFAULT NULL COMMENT 'board of the officer; NULL for the first import at the command line',
  `uploaded_by` bigint(20) unsigned DEFAULT NULL COMMENT 'account; NULL at the command line',
  `operator` varchar(100) NOT NULL COMMENT 'who, in words',
  `uploaded_at` datetime(6) NOT NULL COMMENT 'when',
  `file_name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'as the browser named it',
  `sha256` binary(32) NOT NULL COMMENT 'of the ZIP',
  `zip` longblob DEFAULT NULL COMMENT 'the ZIP',
  `source_system` varchar(255) DEFAULT NULL COMMENT 'manifest source.systemName',
  `state` tinyint(3) unsigned NOT NULL COMMENT '0 uploaded, 1 checked, 2 refused with findings, 3 committed',
  `added` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'records',
  `changed` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'records',
  `removed` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'records',
  `errors` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'findings',
  `warnings` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'findings',
  `needs_removals` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'more than a tenth of a school would go',
  `committed_at` datetime(6) DEFAULT NULL COMMENT 'when',
  `committed_by` bigint(20) unsigned DEFAULT NULL COMMENT 'account',
  PRIMARY KEY (`roster_import_id`),
  KEY `import_board` (`board_id`,`roster_import_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='An uploaded OneRoster ZIP, its check and its outcome. Officers of the board see it; the ZIP is deleted after 90 days, the row kept 10 years.';

CREATE TABLE `school` (
  `school_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `board_id` bigint(20) unsigned NOT NULL COMMENT 'its board',
  `sourced_id` varchar(255) NOT NULL COMMENT 'OneRoster org of type school',
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown to everybody',
  `identifier` varchar(20) DEFAULT NULL COMMENT 'MEXT school code',
  `phone` varchar(20) DEFAULT NULL COMMENT 'the number that parents call, as shown; set by the board',
  `active` tinyint(1) NOT NULL DEFAULT 1 COMMENT 'in the latest roster',
  PRIMARY KEY (`school_id`),
  UNIQUE KEY `school_sourced` (`sourced_id`),
  KEY `school_board` (`board_id`,`school_id`),
  CONSTRAINT `school_board` FOREIGN KEY (`board_id`) REFERENCES `board` (`board_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A school of a board. Public; kept while the board runs the service.';

CREATE TABLE `school_class` (
  `class_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'our number',
  `school_id` bigint(20) unsigned NOT NULL COMMENT 'its school',
  `sourced_id` varchar(255) NOT NULL COMMENT 'OneRoster class',
  `school_year` smallint(5) unsigned NOT NULL COMMENT 'the year in which it starts, April to March',
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_cs NOT NULL COMMENT 'shown, 3年1組',
  `grades` varchar(40) NOT NULL COMMENT 'OneRoster grades, P3 or P3,P5; sorts the classes',
  `special_needs` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'metadata.jp.specialNeeds',
  `active` tinyint(1) NOT NULL DEFAULT 1 COMMENT 'in the latest roster',
  PRIMARY KEY (`class_id`),
  UNIQUE KEY `class_sourced` (`school_id`,`sourced_id`),
  KEY `class_shown` (`school_id`,`active`,`grades`,`name`),
  CONSTRAINT `class_school` FOREIGN KEY (`school_id`) REFERENCES `school` (`school_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='A homeroom class of one school year. Staff of the school and the guardians of its pupils see it; kept with the register, 5 years.';

CREATE TABLE `session` (
  `token_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the cookie',
  `session_id` bigint(20) unsigned NOT NULL COMMENT 'random number that names it in lists',
  `account_id` bigint(20) unsigned NOT NULL COMMENT 'who',
  `agent` varchar(200) NOT NULL DEFAULT '' COMMENT 'browser as it named itself, cut to 200',
  `address` varchar(45) NOT NULL DEFAULT '' COMMENT 'address of the sign-in',
  `created_at` datetime(6) NOT NULL COMMENT 'sign-in',
  `seen_at` datetime(6) NOT NULL COMMENT 'latest request, written at most once a minute',
  `proved_at` datetime(6) NOT NULL COMMENT 'password last given',
  `ended_at` datetime(6) DEFAULT NULL COMMENT 'signed out or ended from elsewhere',
  PRIMARY KEY (`token_hash`),
  UNIQUE KEY `session_name` (`session_id`),
  KEY `session_account` (`account_id`,`ended_at`,`seen_at`),
  CONSTRAINT `session_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='One signed-in browser. The person sees the own ones; deleted 30 days after its end.';

CREATE TABLE `throttle` (
  `throttle_key` binary(32) NOT NULL COMMENT 'SHA-256 of what is guarded: a login ID, a login ID with a device, an address',
  `failures` int(10) unsigned NOT NULL COMMENT 'in the present window',
  `since_at` datetime(6) NOT NULL COMMENT 'start of the window',
  `blocked_until_at` datetime(6) DEFAULT NULL COMMENT 'no try before this moment',
  PRIMARY KEY (`throttle_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Failed guesses at passwords and codes. No person sees it; deleted after a day.';
