"""Seconds that scikit-learn and imbalanced-learn take on as many rows of as many features: `smote_peer.py ROWS FEATURES K`."""

import json
import sys
import time

import numpy
from imblearn.over_sampling import SMOTE
from sklearn.neighbors import NearestNeighbors

if sys.argv[1] == "--check":
    sys.exit(0)
rows, features, k = map(int, sys.argv[1:4])
random = numpy.random.RandomState(0)
minority = random.randn(rows, features)
majority = random.randn(2 * rows, features)
x = numpy.vstack([majority, minority])
y = numpy.repeat([0, 1], [2 * rows, rows])


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


search = NearestNeighbors(n_neighbors=k + 1, n_jobs=-1).fit(minority)
print(
    json.dumps(
        {
            "neighbours": seconds(lambda: search.kneighbors(minority)),
            "smote": seconds(lambda: SMOTE(k_neighbors=k, random_state=0).fit_resample(x, y)),
        }
    )
)
