"""Waits until the monitor, the OSD or the whole cluster is of use, for at most 60 s.

usage: ready.py mon|osd|cluster DIR PORT POOL PLACEMENT_GROUPS UNCLEAN
"""
import json
import socket
import sys
import time

import rados
import rbd

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


def connect():
    cluster = rados.Rados(
        conffile=f"{DIRECTORY}/ceph.conf",
        name="client.admin",
        conf={
            "rados_mon_op_timeout": "30",
            "rados_osd_op_timeout": "30",
            "client_mount_timeout": "30",
            "ms_initial_backoff": "0.03",
            "rbd_validate_pool": "false",
        },
    )
    cluster.connect()
    return cluster


def command(cluster, **words):
    result, output, error = cluster.mon_command(json.dumps(words), b"")
    if result:
        raise SystemExit(f"ceph-dev: {words['prefix']}: {error} ({result})")
    return output


def await_osd(cluster):
    if UNCLEAN == "1":  # it was killed: the map still has it up at its old address
        command(cluster, prefix="osd down", ids=["0"])
    while json.loads(command(cluster, prefix="osd stat", format="json"))["num_up_osds"] < 1:
        require_running("osd")


def make_pool(cluster):
    if POOL not in cluster.list_pools():
        groups = int(PLACEMENT_GROUPS)
        command(cluster, prefix="osd pool create", pool=POOL, pg_num=groups, pgp_num=groups, size=1, pool_type="replicated")
    with cluster.open_ioctx(POOL) as pool:
        rbd.RBD().pool_init(pool, True)


await_monitor()
CLUSTER = connect()
if WHAT != "mon":
    await_osd(CLUSTER)  # before the pool: one that is made sooner waits for the monitor's next tick
if WHAT == "cluster":
    make_pool(CLUSTER)
CLUSTER.shutdown()
