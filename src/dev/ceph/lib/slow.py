"""Delays each operation of the OSD. usage: slow.py DIR SECONDS (0 removes the delay)"""
import sys

import admin

DIRECTORY, SECONDS = sys.argv[1], float(sys.argv[2])
for name, value in {"duration": SECONDS, "probability": 1 if SECONDS > 0 else 0}.items():
    answer = admin.osd(DIRECTORY, prefix="config set", var=f"osd_debug_inject_dispatch_delay_{name}", val=[str(value)])
    if "success" not in answer:
        raise SystemExit(f"ceph-dev: the OSD answered {answer}")
