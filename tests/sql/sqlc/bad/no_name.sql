-- expect: 2: SQL without a name
SELECT k FROM thing;
