"""The job as the Python programs see it: its settings, its data, and the line they print."""
import json
import pathlib
import sys

import numpy as np

folder = pathlib.Path(sys.argv[1])
settings = json.loads((folder / "job.json").read_text())
INPUTS, HIDDEN, CLASSES = settings["inputs"], settings["hidden"], settings["classes"]
BATCH, EPOCHS, RATE = settings["batch"], settings["epochs"], settings["rate"]


def load():
    """The training and test images and labels from the folder given as the first argument."""

    def images(name):
        return np.fromfile(folder / name, "<f4").reshape(-1, INPUTS)

    def labels(name):
        return np.fromfile(folder / name, "<i4")

    return images("train_x.f32"), labels("train_y.i32"), images("test_x.f32"), labels("test_y.i32")


def report(program, seconds, accuracy):
    """Prints the result of one training: processor seconds, and the accuracy on the test images."""
    print(json.dumps({"program": program, "seconds": seconds, "accuracy": float(accuracy)}))
