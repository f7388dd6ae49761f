"""Shared by the scripts here: a connection as client.admin, monitor commands, and the admin socket of the OSD."""
import json
import os
import socket

import rados


def connect(directory):
    cluster = rados.Rados(
        conffile=f"{directory}/ceph.conf",
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


def monitor(cluster, **words):
    result, output, error = cluster.mon_command(json.dumps(words), b"")
    if result:
        raise SystemExit(f"ceph-dev: {words['prefix']}: {error} ({result})")
    return output


def create_pool(cluster, name, groups):
    import rbd

    if name not in cluster.list_pools():
        monitor(cluster, prefix="osd pool create", pool=name, pg_num=groups, pgp_num=groups, size=1, pool_type="replicated")
    with cluster.open_ioctx(name) as pool:
        rbd.RBD().pool_init(pool, True)


def osd(directory, **words):
    """Sends a command to the admin socket of the OSD, which answers even while its operations are delayed."""
    os.chdir(directory)  # the path of a socket has at most 107 bytes, and the directory alone can be longer
    with socket.socket(socket.AF_UNIX) as admin_socket:
        admin_socket.settimeout(10)
        admin_socket.connect("osd.0.asok")
        admin_socket.sendall(json.dumps(words).encode() + b"\0")
        length = int.from_bytes(admin_socket.recv(4, socket.MSG_WAITALL), "big")
        return admin_socket.recv(length, socket.MSG_WAITALL).decode()
