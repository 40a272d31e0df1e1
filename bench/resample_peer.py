"""Seconds that imbalanced-learn takes for a sampler on the rows of a CSV file whose last column is the class: `resample_peer.py FILE SAMPLER`."""

import json
import resource
import sys
import time

import numpy
from imblearn.over_sampling import SMOTE
from imblearn.under_sampling import EditedNearestNeighbours, TomekLinks

if sys.argv[1] == "--check":
    sys.exit(0)
data = numpy.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
x, y = data[:, :-1], data[:, -1].astype(int)
sampler = {
    "SMOTE": lambda: SMOTE(random_state=0),
    "Tomek links": lambda: TomekLinks(n_jobs=-1),
    "edited neighbours": lambda: EditedNearestNeighbours(n_jobs=-1),
}[sys.argv[2]]()
start = time.perf_counter()
rows, _ = sampler.fit_resample(x, y)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "rows": len(rows), "peak": peak}))
