"""Seconds that DuckDB takes on one thread to make a table of an Arrow file, and its rows: `arrow_peer.py FILE`."""

import json
import sys
import time

import duckdb
import pyarrow
import pyarrow.dataset  # DuckDB imports it on the way otherwise.
import pyarrow.ipc

if sys.argv[1] == "--check":
    sys.exit(0)
pyarrow.set_cpu_count(1)
connection = duckdb.connect(config={"threads": 1})
start = time.perf_counter()
with pyarrow.memory_map(sys.argv[1]) as file:
    arrow = pyarrow.ipc.open_file(file).read_all()
    connection.execute("CREATE TABLE t AS SELECT * FROM arrow")
    seconds = time.perf_counter() - start
    rows = connection.execute("SELECT count(*) FROM t").fetchone()[0]
print(json.dumps({"seconds": seconds, "rows": rows}))
