"""Makes the OSD report that it is full, or not, and waits until the pools show it. usage: full.py DIR on|off"""
import json
import sys
import time

import admin

DIRECTORY, FULL = sys.argv[1], sys.argv[2] == "on"
admin.osd(DIRECTORY, prefix="injectfull", type="full" if FULL else "none", count=-1 if FULL else 0)
CLUSTER = admin.connect(DIRECTORY)
DEADLINE = time.monotonic() + 30
while True:
    pools = json.loads(admin.monitor(CLUSTER, prefix="osd dump", format="json"))["pools"]
    if all(("full" in pool["flags_names"].split(",")) == FULL for pool in pools):
        break
    if time.monotonic() > DEADLINE:
        raise SystemExit(f"ceph-dev: the pools did not become {'full' if FULL else 'writable'} within 30 s")
    time.sleep(0.05)
CLUSTER.shutdown()
