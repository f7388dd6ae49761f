"""Waits at most 60 s until the monitor, the OSD, the manager or the whole cluster is ready.

usage: ready.py mon|osd|mgr|cluster DIR PORT POOL PLACEMENT_GROUPS UNCLEAN
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
        raise SystemExit(f"ceph-dev: the {daemon} has ended")
    if time.monotonic() - START > 60:
        raise SystemExit(f"ceph-dev: the {daemon} was not ready within 60 s")
    time.sleep(0.01)


def await_monitor():
    while True:
        require_running("mon")
        try:
            socket.create_connection(("127.0.0.1", int(PORT)), 1).close()
            break
        except OSError:
            pass
    require_running("mon")  # another process can listen on the port, in which case the monitor has ended


def await_osd(cluster):
    if UNCLEAN == "1":  # it was killed: the OSD map still shows it up at its old address
        admin.monitor(cluster, prefix="osd down", ids=["0"])
    while json.loads(admin.monitor(cluster, prefix="osd stat", format="json"))["num_up_osds"] < 1:
        require_running("osd")


def await_manager(cluster):
    while cluster.mgr_command(json.dumps({"prefix": "rbd task list"}), b"")[0]:
        require_running("mgr")


await_monitor()
CLUSTER = admin.connect(DIRECTORY)
if WHAT == "mgr":
    await_manager(CLUSTER)
elif WHAT != "mon":
    await_osd(CLUSTER)  # before creating the pool, which would otherwise wait for the next tick of the monitor
if WHAT == "cluster":
    admin.create_pool(CLUSTER, POOL, int(PLACEMENT_GROUPS))
CLUSTER.shutdown()
