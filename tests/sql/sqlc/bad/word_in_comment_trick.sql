-- expect: 5: a comment that the server runs
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing WHERE x = 1 /*! AND SLEEP(1) */;
