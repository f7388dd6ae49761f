# Sourced by ceph-dev: creates the files of the cluster and starts its daemons for the first time.
# Users, caps and the OSD go into the first store of the monitor, so that no `ceph` command has to run. This takes less than a second.

make_cluster() {
  POOL=${CEPH_DEV_POOL:-kube} PG=${CEPH_DEV_PG:-8}
  FSID=$(</proc/sys/kernel/random/uuid)
  choose_ports
  PORT_V2=$BASE PORT_V1=$((BASE + 1))
  mkdir -p "$DIR/mon" "$DIR/osd"
  write_keys
  write_configuration >"$DIR/ceph.conf"
  write_maps
  make_stores
  printf 'POOL=%s\nPG=%s\nBASE=%s\nPORT_V2=%s\nPORT_V1=%s\n' "$POOL" "$PG" "$BASE" "$PORT_V2" "$PORT_V1" >"$DIR/cluster.sh"
}

new_key() { ceph-authtool --gen-print-key; } # Ceph 20 requires longer keys than older releases accept

keyring_entry() { # NAME KEY [SERVICE CAPS]...
  printf '[%s]\n\tkey = %s\n' "$1" "$2"
  shift 2
  while [ $# -gt 1 ]; do
    printf '\tcaps %s = "%s"\n' "$1" "$2"
    shift 2
  done
}

write_keys() {
  local admin user osd mon
  admin=$(new_key) user=$(new_key) osd=$(new_key) mon=$(new_key)
  {
    keyring_entry mon. "$mon" mon "allow *"
    keyring_entry client.admin "$admin" mon "allow *" osd "allow *" mgr "allow *" mds "allow *"
    keyring_entry "client.$POOL" "$user" mon "profile rbd" osd "profile rbd pool=$POOL" mgr "profile rbd pool=$POOL"
    keyring_entry osd.0 "$osd" mon "allow profile osd" osd "allow *" mgr "allow profile osd"
  } >"$DIR/keyring"
  keyring_entry osd.0 "$osd" >"$DIR/osd/keyring"
  keyring_entry client.admin "$admin" >"$DIR/ceph.client.admin.keyring"
  keyring_entry "client.$POOL" "$user" >"$DIR/ceph.client.$POOL.keyring"
  write_secret ceph-admin "$admin"
  write_secret ceph-user "$user"
}

write_secret() { # NAME KEY; in the layout of mounted Kubernetes Secrets: NAMESPACE/NAME/FIELD
  mkdir -p "$DIR/secrets/kube-system/$1"
  printf %s "$2" >"$DIR/secrets/kube-system/$1/key"
}

class_directory() { # the default of Debian 13 is a relative path, which works only if the OSD starts in the root directory
  local directory
  for directory in /usr/lib/*/rados-classes /usr/lib64/rados-classes; do
    [ ! -d "$directory" ] || { echo "osd_class_dir = $directory"; return; }
  done
}

write_configuration() {
  cat <<TEXT
[global]
fsid = $FSID
mon_host = [v2:127.0.0.1:$PORT_V2,v1:127.0.0.1:$PORT_V1]
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
auth_allow_insecure_global_id_reclaim = false
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_port_min = $((BASE + 2))
ms_bind_port_max = $((BASE + PORTS_PER_CLUSTER - 1))
admin_socket = \$name.asok
log_file = $DIR/\$name.log
mon_cluster_log_file = $DIR/cluster.log
log_to_stderr = false
err_to_stderr = true
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = $PG
osd_pool_default_pgp_num = $PG
osd_pool_default_pg_autoscale_mode = off
# Each test has a pool. The OSD does not begin with more placement groups than three times that, and clients wait.
mon_max_pg_per_osd = 4000
osd_crush_chooseleaf_type = 0

[client]
keyring = $DIR/ceph.client.\$id.keyring
log_file =
admin_socket =

[mon]
mon_data = $DIR/mon
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_allow_pool_delete = true
mon_cluster_log_to_file = false
mon_data_avail_warn = 1
mon_data_avail_crit = 0
# Publish maps at once: the defaults wait to batch changes.
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
mon_tick_interval = 1
mon_osd_min_down_reporters = 1
# Do not warn about the missing manager.
mon_mgr_mkfs_grace = 1000000000

[mgr]
mgr_data = $DIR/mgr
keyring = $DIR/mgr/keyring
mgr_module_path = $DIR/mgr/modules
# The OSD needs the ports of the cluster. Managers take the first free ones above those of all clusters.
ms_bind_port_min = 32000
ms_bind_port_max = 32700

[osd]
osd_data = $DIR/osd
keyring = $DIR/osd/keyring
osd_objectstore = ${CEPH_DEV_STORE:-memstore}
# memstore saves its data only in a full shutdown.
osd_fast_shutdown = false
memstore_device_bytes = 4294967296
bluestore_block_size = $(numfmt --from=iec "${CEPH_DEV_SIZE:-10G}")
bluestore_fsck_on_mkfs = false
# Closing a device waits for one poll.
bdev_aio_poll_ms = 5
osd_memory_target = 939524096
osd_scrub_load_threshold = 0
# The OSD reports that it is full with its heartbeat.
osd_heartbeat_interval = 1
osd_op_num_shards = 2
osd_op_num_threads_per_shard = 1
$(class_directory)
TEXT
}

write_maps() {
  monmaptool --create --clobber --fsid "$FSID" --addv a "[v2:127.0.0.1:$PORT_V2,v1:127.0.0.1:$PORT_V1]" \
    --set-min-mon-release 16 --enable-all-features "$DIR/monmap" >/dev/null
  osdmaptool --conf "$DIR/ceph.conf" --createsimple 1 --clobber "$DIR/osdmap" >/dev/null 2>&1
}

make_stores() { # in parallel; the monitor starts while the store of the OSD is still being created
  local osd_store
  ceph-osd -c "$DIR/ceph.conf" -i 0 --mkfs --osd-uuid "$(</proc/sys/kernel/random/uuid)" --no-mon-config \
    >"$DIR/osd.mkfs.out" 2>&1 &
  osd_store=$!
  ceph-mon -c "$DIR/ceph.conf" -i a --mkfs --monmap "$DIR/monmap" --osdmap "$DIR/osdmap" --keyring "$DIR/keyring" \
    >"$DIR/mon.mkfs.out" 2>&1 || { show_daemon_output; die "ceph-mon --mkfs failed"; }
  start_daemon mon
  wait $osd_store || { show_daemon_output; die "ceph-osd --mkfs failed"; }
  start_daemon osd
}
