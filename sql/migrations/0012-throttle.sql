CREATE TABLE IF NOT EXISTS throttle (
  throttle_key BINARY(32) NOT NULL COMMENT 'SHA-256 of what is guarded: a login ID, a login ID with a device, an address',
  failures INT UNSIGNED NOT NULL COMMENT 'in the present window',
  since_at DATETIME(6) NOT NULL COMMENT 'start of the window',
  blocked_until_at DATETIME(6) NULL COMMENT 'no try before this moment',
  PRIMARY KEY (throttle_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
  COMMENT='Failed guesses at passwords and codes. No person sees it; deleted after a day.';
