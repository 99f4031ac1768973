-- expect: 4: "thing" is :insert0 and begins with REPLACE
-- name: thing :insert0
-- Puts.
REPLACE INTO thing (k) VALUES (1);
