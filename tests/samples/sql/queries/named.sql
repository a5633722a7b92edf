WITH continued_elsewhere AS (SELECT 1 AS x) SELECT 2;
