"""Creates a pool for images. usage: pool.py DIR NAME"""
import sys

import admin

CLUSTER = admin.connect(sys.argv[1])
admin.create_pool(CLUSTER, sys.argv[2], 1)
CLUSTER.shutdown()
