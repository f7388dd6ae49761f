"""Delays each operation of the OSD. usage: slow.py DIR SECONDS (0 ends it)"""
import json
import os
import socket
import sys

DIRECTORY, SECONDS = sys.argv[1], float(sys.argv[2])


def admin(**words):
    with socket.socket(socket.AF_UNIX) as admin_socket:
        admin_socket.settimeout(10)
        admin_socket.connect("osd.0.asok")
        admin_socket.sendall(json.dumps(words).encode() + b"\0")
        length = int.from_bytes(admin_socket.recv(4, socket.MSG_WAITALL), "big")
        return json.loads(admin_socket.recv(length, socket.MSG_WAITALL))


os.chdir(DIRECTORY)  # the path of a socket may have 107 bytes at most, that of a directory more
for name, value in {"duration": SECONDS, "probability": 1 if SECONDS > 0 else 0}.items():
    answer = admin(prefix="config set", var=f"osd_debug_inject_dispatch_delay_{name}", val=[str(value)])
    if "success" not in answer:
        raise SystemExit(f"ceph-dev: the OSD answered {answer}")
