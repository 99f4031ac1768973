-- expect: 4: "n" is declared in in: and not used
-- name: thing :one
-- One thing.
-- in: n int
-- out: k int
SELECT k FROM thing WHERE x = ':n' /* :n */ -- :n
;
