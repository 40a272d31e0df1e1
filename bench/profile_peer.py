"""Seconds that pandas and ydata-profiling take to describe a CSV that is read already: `profile_peer.py CSV`."""

import json
import sys
import time
import warnings

import pandas

warnings.filterwarnings("ignore")
if sys.argv[1] == "--check":
    sys.exit(0)
table = pandas.read_csv(sys.argv[1], parse_dates=["born", "updated"])


def seconds(work):
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 3)


found = {"describe": seconds(lambda: table.describe(include="all"))}
try:
    from ydata_profiling import ProfileReport

    report = ProfileReport(table, minimal=True, progress_bar=False)
    found["ydata"] = seconds(report.get_description)
except ImportError:
    pass
print(json.dumps(found))
