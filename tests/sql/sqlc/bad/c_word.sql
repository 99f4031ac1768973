-- expect: 4: "register" is a word of C
-- name: thing :one
-- One thing.
-- out: register int
SELECT register FROM thing;
