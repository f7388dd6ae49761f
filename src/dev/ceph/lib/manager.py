"""Creates the key of the manager. usage: manager.py DIR"""
import os
import sys

import admin

CLUSTER = admin.connect(sys.argv[1])
CAPS = ["mon", "allow profile mgr", "osd", "allow *", "mds", "allow *"]
with open(f"{sys.argv[1]}/mgr/keyring", "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
    file.write(admin.monitor(CLUSTER, prefix="auth get-or-create", entity="mgr.a", caps=CAPS))
CLUSTER.shutdown()
