"""Logistic regression on points of the plane, with the standard library of Python alone.

A point belongs to class 1 if x and y have the same sign; one label in twenty is wrong. The class does not change under
(x, y) -> (-x, -y), and neither does the product x*y. The program reads one JSON object and prints one with its metrics.
"""
import json
import math
import random
import sys

trial = json.load(sys.stdin)
settings, seeds = trial["settings"], trial["seeds"]


def sample(generator, count):
    rows = []
    for _ in range(count):
        x, y = generator.uniform(-1, 1), generator.uniform(-1, 1)
        label = int((x * y > 0) != (generator.random() < 0.05))
        inputs = [x * y, 1.0] if settings["features"] == "product" else [x, y, 1.0]
        rows.append((inputs, label))
    return rows


data = random.Random(seeds["split"])
train, test = sample(data, 100), sample(data, 400)
order = random.Random(seeds["order"])
weights = [0.0] * len(train[0][0])


def probability(inputs):
    return 1 / (1 + math.exp(-sum(w * value for w, value in zip(weights, inputs))))


for _ in range(settings["epochs"]):
    order.shuffle(train)
    for inputs, label in train:
        step = settings["rate"] * (label - probability(inputs))
        weights = [w + step * value for w, value in zip(weights, inputs)]

correct = sum((probability(inputs) > 0.5) == (label == 1) for inputs, label in test)
loss = -sum(math.log(max(1e-12, probability(inputs) if label else 1 - probability(inputs))) for inputs, label in test) / len(test)
print(json.dumps({"accuracy": {"correct": correct, "total": len(test)}, "loss": loss}))
