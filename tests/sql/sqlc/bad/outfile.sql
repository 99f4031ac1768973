-- expect: 5: SELECT ... INTO
-- name: thing :one
-- One thing.
-- out: k int
SELECT k FROM thing INTO OUTFILE 'x';
