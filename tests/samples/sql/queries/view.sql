CREATE TABLE never_named_again (id int);
CREATE INDEX never_named_index ON orders (id);
CREATE VIEW totals AS
WITH RECURSIVE numbers AS (
  SELECT 1 AS n
), spare AS (
  SELECT max(id) AS top FROM orders
)
SELECT n FROM numbers;
