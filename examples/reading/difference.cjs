// Polars for Node.js: the paired difference in accuracy, gradient features less pixels, without biases and trained on X.
// node difference.cjs paper.parquet
const pl = require("nodejs-polars");

const runs = pl.readParquet(process.argv[2])
  .filter(pl.col("outcome").eq(pl.lit("completed")).and(pl.col("bias").eq(pl.lit(false))).and(pl.col("training").eq(pl.lit("original"))))
  .select(pl.col("replicate"), pl.col("features"), pl.col("correct_original").cast(pl.Float64).div(pl.col("total_original")).alias("accuracy"));
const of = (features) => runs.filter(pl.col("features").eq(pl.lit(features)));
const difference = of("gradient").join(of("identity"), { on: "replicate", suffix: "_identity" })
  .select(pl.col("accuracy").sub(pl.col("accuracy_identity")).alias("difference"));
const statistics = difference.select(pl.col("difference").mean().alias("mean"), pl.col("difference").std().alias("sd")).row(0);
console.log(difference.height, ...statistics);
