WITH in_template AS (SELECT 1 AS x) SELECT {{ columns }} FROM orders;
