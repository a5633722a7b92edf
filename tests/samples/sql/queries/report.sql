-- The monthly report.
WITH recent AS (
  SELECT customer_id, count(*) AS orders FROM orders GROUP BY customer_id
), forgotten AS (
  SELECT id FROM customers WHERE created_at > now()
), logged AS (
  INSERT INTO log (what) VALUES ('report') RETURNING id
), computed AS (
  SELECT refresh_totals() AS total
), "Quoted" AS (
  SELECT 1 AS one
)
SELECT * FROM RECENT, "Quoted";
