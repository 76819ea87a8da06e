"""A classifier of scikit-learn on its 1,797 digits: one run of one cell."""
import json
import sys

from sklearn.datasets import load_digits
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.model_selection import train_test_split

trial = json.load(sys.stdin)
settings, seeds = trial["settings"], trial["seeds"]

# scikit-learn takes seeds of 32 bits.
data_seed, model_seed = seeds["data"] % 2**32, seeds["model"] % 2**32
images, labels = load_digits(return_X_y=True)
train_images, test_images, train_labels, test_labels = train_test_split(
    images, labels, train_size=settings["train"], test_size=400, random_state=data_seed, stratify=labels)
classes = {"random forest": RandomForestClassifier, "extra trees": ExtraTreesClassifier}
model = classes[settings["model"]](n_estimators=settings["trees"], random_state=model_seed)
model.fit(train_images, train_labels)
correct = int((model.predict(test_images) == test_labels).sum())
print(json.dumps({"accuracy": {"correct": correct, "total": len(test_labels)}}))
