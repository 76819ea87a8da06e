"""pandas: the paired difference in accuracy, gradient features less pixels, without biases and trained on X.

    python3 difference.py paper.parquet
"""
import sys

import pandas as pd

file = sys.argv[1]
rows = pd.read_csv(file) if file.endswith(".csv") else pd.read_parquet(file)  # needs pyarrow or fastparquet
rows = rows[(rows.outcome == "completed") & ~rows.bias & (rows.training == "original")]
accuracy = rows.assign(accuracy=rows.correct_original / rows.total_original).pivot(index="replicate", columns="features", values="accuracy")
difference = (accuracy["gradient"] - accuracy["identity"]).dropna()
print(len(difference), difference.mean(), difference.std())
