"""Evaluates networks that `symmetry rerun ID CELL REPLICATE --weights FILE.npz` wrote, with NumPy only.

    python3 forward.py FILE.npz...

Prints how many test images each network classifies correctly, as they are and inverted. Exit code 1 if a count is not the stored one.
"""
import sys

import numpy as np

ACTIVATIONS = {
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "logistic": lambda z: np.where(z < 0, np.exp(-np.abs(z)), 1) / (1 + np.exp(-np.abs(z))),
    "softsign": lambda z: z / (1 + np.abs(z)),
    "hard-tanh": lambda z: np.clip(z, -1, 1),
    "algebraic": lambda z: z / np.sqrt(1 + z * z),
    "linear": lambda z: z,
    "elu": lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
    "leaky-relu": lambda z: np.where(z > 0, z, z / 100),
}


def logits(network, x):
    f = ACTIVATIONS[str(network["activation"])]
    layers = sum(name.startswith("W") for name in network.files)
    h = x.astype(np.float64)
    for layer in range(1, layers + 1):
        h = h @ network[f"W{layer}"].T.astype(np.float64) + network[f"b{layer}"]
        if layer < layers:
            h = f(h)
    return h


def count_correct(z, y):
    # The logit of the class is larger than all others: a tie is wrong.
    own = z[np.arange(len(y)), y][:, None]
    return int(((z >= own).sum(axis=1) == 1).sum())


failures = 0
for path in sys.argv[1:]:
    with np.load(path) as network:
        y = network["y_test"].astype(int)
        counts = [count_correct(logits(network, network[x]), y) for x in ("x_test", "x_test_inverted")]
        agrees = counts == network["correct"].tolist()
        failures += not agrees
        print(f"{path}: {counts[0]} and {counts[1]} of {len(y)}{'' if agrees else ', but stored ' + str(network['correct'].tolist())}")
sys.exit(1 if failures else 0)
