"""A job with PyTorch on one thread. Usage: torch_peer.py DATA [NETWORKS].

Without NETWORKS: one network as a torch.nn module, written the usual way. With NETWORKS: that many networks trained together with
batched matrix products, all on the images in the same order; the seconds printed are the total divided by their number.
"""
import sys
import time

import torch
from torch.nn.functional import cross_entropy

import job


def layers():
    sizes = (job.INPUTS, *job.HIDDEN, job.CLASSES)
    return [torch.nn.Linear(*pair) for pair in zip(sizes, sizes[1:])]


def usual():
    *hidden, last = layers()
    module = torch.nn.Sequential(*(part for layer in hidden for part in (layer, torch.nn.Tanh())), last)
    return list(module.parameters()), module, cross_entropy


def stacked(networks):
    """Parameters with the network as their first dimension, and the forward pass and the sum of the networks' losses."""
    drawn = [layers() for _ in range(networks)]
    weights = [torch.stack([layer.weight.detach().T for layer in same]).requires_grad_() for same in zip(*drawn)]
    biases = [torch.stack([layer.bias.detach()[None] for layer in same]).requires_grad_() for same in zip(*drawn)]

    def forward(x):
        x = x.expand(networks, *x.shape)
        for weight, bias in list(zip(weights, biases))[:-1]:
            x = torch.baddbmm(bias, x, weight).tanh()
        return torch.baddbmm(biases[-1], x, weights[-1])

    def loss(logits, labels):
        flat = logits.reshape(-1, job.CLASSES)
        return cross_entropy(flat, labels.expand(networks, -1).reshape(-1), reduction="sum") / len(labels)

    return weights + biases, forward, loss


def train(epochs, parameters, forward, loss):
    optimizer = torch.optim.SGD(parameters, lr=job.RATE)
    for _ in range(epochs):
        order = torch.randperm(len(train_x))
        for x, y in zip(train_x[order].split(job.BATCH), train_y[order].split(job.BATCH)):
            optimizer.zero_grad(set_to_none=True)
            loss(forward(x), y).backward()
            optimizer.step()


torch.set_num_threads(1)
torch.manual_seed(1)
train_x, train_y, test_x, test_y = map(torch.from_numpy, job.load())
train_y = train_y.long()
networks = int(sys.argv[2]) if len(sys.argv) > 2 else 1


def model():
    return stacked(networks) if networks > 1 else usual()


train(1, *model())
parameters, forward, loss = model()
start = time.process_time()
train(job.EPOCHS, parameters, forward, loss)
seconds = (time.process_time() - start) / networks
with torch.no_grad():
    accuracy = (forward(test_x).argmax(-1) == test_y).float().mean()
kind = f"{networks} networks stacked" if networks > 1 else "eager"
job.report(f"PyTorch {torch.__version__}, {kind}", seconds, accuracy)
