-- expect: 2: "file_name" is the name of the file
-- name: file_name :one
-- One thing.
-- out: n int
SELECT n FROM thing;
