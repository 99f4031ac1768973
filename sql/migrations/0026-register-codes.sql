INSERT INTO register_code (code, label, symbol, counts_as_absence, reduces_required_days, sort) VALUES
  ('present', '出席', '', 0, 0, 0),
  ('sick', '欠席（病気・けが）', '病', 1, 0, 1),
  ('other', '欠席（事故欠・家庭の都合等）', '事', 1, 0, 2),
  ('suspend', '出席停止', '停', 0, 1, 3),
  ('mourning', '忌引', '忌', 0, 1, 4),
  ('late', '遅刻', 'チ', 0, 0, 5),
  ('early', '早退', '早', 0, 0, 6),
  ('late+early', '遅刻・早退', 'チ早', 0, 0, 7),
  ('undecided', '連絡なし・確認中', '？', 0, 0, 8)
ON DUPLICATE KEY UPDATE label = VALUES(label), symbol = VALUES(symbol);
