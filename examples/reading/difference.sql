-- DuckDB: the paired difference in accuracy, gradient features less pixels, without biases and trained on X.
-- duckdb -f difference.sql, in the folder with paper.parquet
with runs as (
  select replicate, features, correct_original / total_original as accuracy
  from 'paper.parquet'
  where outcome = 'completed' and not bias and training = 'original'
)
select count(*) as pairs, avg(a.accuracy - b.accuracy) as difference, stddev_samp(a.accuracy - b.accuracy) as sd
from runs a join runs b using (replicate)
where a.features = 'gradient' and b.features = 'identity';
