"""Waits until the monitor, the OSD or the whole cluster is of use, for at most 60 s.

usage: ready.py mon|osd|cluster DIR PORT POOL PLACEMENT_GROUPS UNCLEAN
"""
import json
import socket
import sys
import time

import admin

WHAT, DIRECTORY, PORT, POOL, PLACEMENT_GROUPS, UNCLEAN = sys.argv[1:7]
START = time.monotonic()


def require_running(daemon):
    with open(f"{DIRECTORY}/{daemon}.pid") as file:
        pid = file.read().strip()
    try:
        with open(f"/proc/{pid}/stat") as file:
            state = file.read().rpartition(")")[2].split()[0]
    except OSError:
        state = "X"
    if state in "ZX":
        raise SystemExit(f"ceph-dev: the {daemon} ended")
    if time.monotonic() - START > 60:
        raise SystemExit(f"ceph-dev: waited 60 s for the {daemon}")
    time.sleep(0.01)


def await_monitor():
    while True:
        require_running("mon")
        try:
            socket.create_connection(("127.0.0.1", int(PORT)), 1).close()
            break
        except OSError:
            pass
    require_running("mon")  # what listens there may be another process, and ours ended for it


def await_osd(cluster):
    if UNCLEAN == "1":  # it was killed: the map still has it up at its old address
        admin.monitor(cluster, prefix="osd down", ids=["0"])
    while json.loads(admin.monitor(cluster, prefix="osd stat", format="json"))["num_up_osds"] < 1:
        require_running("osd")


await_monitor()
CLUSTER = admin.connect(DIRECTORY)
if WHAT != "mon":
    await_osd(CLUSTER)  # before the pool: one that is made sooner waits for the monitor's next tick
if WHAT == "cluster":
    admin.create_pool(CLUSTER, POOL, int(PLACEMENT_GROUPS))
CLUSTER.shutdown()
