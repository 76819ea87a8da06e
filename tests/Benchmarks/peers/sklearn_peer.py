"""A job with scikit-learn's MLPClassifier. Usage: sklearn_peer.py DATA."""
import time
import warnings

import sklearn
from sklearn.neural_network import MLPClassifier

import job


def classifier(epochs):
    return MLPClassifier(
        job.HIDDEN, activation="tanh", solver="sgd", alpha=0, batch_size=job.BATCH, learning_rate_init=job.RATE, momentum=0,
        nesterovs_momentum=False, max_iter=epochs, tol=0, n_iter_no_change=job.EPOCHS + 1, random_state=1)


warnings.simplefilter("ignore")  # It warns that it did not converge: the number of epochs is fixed.
train_x, train_y, test_x, test_y = job.load()
classifier(1).fit(train_x, train_y)
network = classifier(job.EPOCHS)
start = time.process_time()
network.fit(train_x, train_y)
seconds = time.process_time() - start
assert network.n_iter_ == job.EPOCHS and network.coefs_[0].dtype == "float32"
job.report(f"scikit-learn {sklearn.__version__}", seconds, network.score(test_x, test_y))
