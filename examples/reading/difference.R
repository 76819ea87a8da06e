# R: the paired difference in accuracy, gradient features less pixels, without biases and trained on X, with its 95 % interval.
# Rscript difference.R paper.csv
file <- commandArgs(trailingOnly = TRUE)[1]
rows <- if (endsWith(file, ".csv")) read.csv(file) else as.data.frame(nanoparquet::read_parquet(file))
rows <- subset(rows, outcome == "completed" & tolower(bias) == "false" & training == "original")
pairs <- merge(subset(rows, features == "gradient"), subset(rows, features == "identity"), by = "replicate")
a <- pairs$correct_original.x / pairs$total_original.x
b <- pairs$correct_original.y / pairs$total_original.y
test <- t.test(a, b, paired = TRUE)
cat(nrow(pairs), format(c(test$estimate, sd(a - b), test$conf.int), digits = 17), "\n")
