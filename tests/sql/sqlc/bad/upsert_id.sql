-- expect: 4: ON DUPLICATE KEY UPDATE gives no sure id
-- name: thing :insert
-- Puts.
INSERT INTO thing (k) VALUES (1) ON DUPLICATE KEY UPDATE k = 2;
