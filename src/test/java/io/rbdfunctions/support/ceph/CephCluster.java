package io.rbdfunctions.support.ceph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Ceph cluster on loopback, with cephx, a pool for images and a user who may use only that pool. Tests share
 * {@link #shared()} and use their own image names or a {@link #freshPool()}; tests that inject faults use {@link
 * #fresh()}. Images are named {@code image} (in {@link #pool()}) or {@code pool/image}.
 */
public final class CephCluster implements AutoCloseable {
    private final CephDev script;
    private final ClusterClient client;

    private CephCluster(CephDev script) {
        this.script = script;
        this.client = new ClusterClient(script.environment(), script.directory());
    }

    /** The cluster of this JVM, which starts at the first call and stops with the JVM. */
    public static CephCluster shared() {
        return SharedCluster.get();
    }

    /** Starts a cluster in about a second; the caller closes it. */
    public static CephCluster fresh() {
        var script = CephDev.inNewDirectory();
        script.start(ProcessHandle.current().pid());
        return new CephCluster(script);
    }

    static CephCluster at(Path directory) {
        return new CephCluster(new CephDev(directory));
    }

    @Override
    public void close() {
        script.stopAndRemove();
    }

    /** The directory of the cluster's files; deleted with the cluster. */
    public Path directory() {
        return script.directory();
    }

    /**
     * The directory with {@code kube-system/ceph-admin/key} and {@code ceph-user}, in the layout of mounted Secrets.
     */
    public Path secrets() {
        return Path.of(client.variable("CEPH_SECRETS"));
    }

    /** Adds a key to {@link #secrets()} in the same namespace. */
    public void mountSecret(String name, String key) throws IOException {
        Path secret = Files.createDirectories(secrets().resolve("kube-system").resolve(name));
        Files.writeString(secret.resolve("key"), key);
    }

    /** The monitors in the format of a StorageClass, with their protocol: {@code v2:127.0.0.1:23450}. */
    public String monitors() {
        return client.variable("CEPH_MONITORS");
    }

    /** The same monitor with the older protocol: {@code v1:127.0.0.1:23451}. */
    public String monitorsByOldProtocol() {
        return client.variable("CEPH_MONITORS_V1");
    }

    public String pool() {
        return client.pool();
    }

    public String adminKey() {
        return client.variable("CEPH_ADMIN_KEY");
    }

    /** The user whose capabilities cover only {@link #pool()}. */
    public String userId() {
        return client.variable("CEPH_USER_ID");
    }

    public String userKey() {
        return client.variable("CEPH_USER_KEY");
    }

    /** Creates a pool for images of the admin user. */
    public void createPool(String name) {
        script.run("pool", name);
    }

    public void deletePool(String name) {
        ceph(List.of("ceph", "osd", "pool", "rm", name, name, "--yes-i-really-really-mean-it"));
    }

    /** Limits the data of a pool; 0 for no limit. */
    public void setQuota(String pool, long bytes) {
        ceph(List.of("ceph", "osd", "pool", "set-quota", pool, "max_bytes", Long.toString(bytes)));
    }

    /** Creates a pool with a unique name. */
    public String freshPool() {
        var name = "pool-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        createPool(name);
        return name;
    }

    /** Takes a pool's only application from it, as if {@code rbd pool init} had been forgotten. */
    public void disableApplication(String pool) {
        ceph(List.of("ceph", "osd", "pool", "application", "disable", pool, "rbd", "--yes-i-really-mean-it"));
    }

    /**
     * Creates an erasure-coded pool without {@code allow_ec_overwrites}, whose three shards are on the only OSD. The
     * creation of an image fails there.
     */
    public String freshErasureCodedPool() {
        var name = "erasure-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        ErasureCoding.createPool(directory(), name, this::ceph);
        return name;
    }

    /**
     * Creates a user with these capabilities, in the format of {@code ceph auth get-or-create}, if it does not exist.
     *
     * @return its key
     */
    public String makeUser(String name, List<String> capabilities) {
        var command = new ArrayList<>(List.of("ceph", "auth", "get-or-create", "client." + name));
        command.addAll(capabilities);
        ceph(command);
        return ceph(List.of("ceph", "auth", "get-key", "client." + name));
    }

    /** Sets an option of Ceph for one user in the configuration that the monitors hand out. */
    public void setOption(String user, String option, String value) {
        ceph(List.of("ceph", "config", "set", "client." + user, option, value));
    }

    private String ceph(List<String> command) {
        var configuration = directory().resolve("ceph.conf").toString();
        return Commands.run(command, "", Map.of("CEPH_CONF", configuration))
                .orFail()
                .stdout();
    }

    /** The first number of Ceph's version, such as 16. */
    public int release() {
        String version = rbd("--version").orFail().stdout();
        return Integer.parseInt(version.replaceFirst("(?s)ceph version (\\d+)\\..*", "$1"));
    }

    /** Runs the {@code rbd} command as admin, for at most about 30 s. */
    public CommandResult rbd(String... arguments) {
        return client.rbdAsAdmin(List.of(arguments));
    }

    /** Runs the {@code rbd} command as {@link #userId()}. */
    public CommandResult rbdAsUser(String... arguments) {
        return client.rbdAsUser(List.of(arguments));
    }

    /** Runs the {@code rados} command as admin, for at most about 30 s. */
    public CommandResult rados(List<String> arguments) {
        return client.rados(arguments);
    }

    /** The images of a pool in the order of {@code rbd ls}. */
    public List<String> images(String pool) {
        return client.strings("list", "--pool", pool);
    }

    /** The images of a namespace in the order of {@code rbd ls}; the default namespace has no name. */
    public List<String> images(String pool, String namespace) {
        return client.strings("list", "--pool", pool, "--namespace", namespace);
    }

    /** Creates a RADOS namespace for images, named {@code pool/namespace}. */
    public void createNamespace(String name) {
        rbd("namespace", "create", name).orFail();
    }

    /** Whether the pool lists the image. An incomplete image can be listed although it cannot be opened. */
    public boolean exists(String image) {
        var spec = client.spec(image).split("/", 2);
        return images(spec[0]).contains(spec[1]);
    }

    /** The size of an image in bytes. */
    public long sizeOf(String image) {
        return client.json("info", client.spec(image)).path("size").longValue();
    }

    /** The number of clients that have the image open. */
    public int watchers(String image) {
        return client.json("status", client.spec(image)).path("watchers").size();
    }

    /** Creates an image with the layering feature only, as the in-tree plugin does. */
    public void createImage(String image, long mebibytes) {
        var size = mebibytes + "M";
        rbd("create", client.spec(image), "--size", size, "--image-feature", "layering")
                .orFail();
    }

    /** The id of an image in the trash of {@link #pool()} or of the given pool. */
    public String trashId(String image) {
        var spec = client.spec(image).split("/", 2);
        return rbd("trash", "ls", spec[0])
                .orFail()
                .stdout()
                .lines()
                .filter(line -> line.endsWith(" " + spec[1]))
                .map(line -> line.split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    /** Leaves an incomplete image as a killed creation does: it is listed and cannot be opened. */
    public void leaveIncompleteImage(String image) {
        createImage(image, 64);
        var spec = client.spec(image).split("/", 2);
        client.rados(List.of("--pool", spec[0], "rm", "rbd_id." + spec[1])).orFail();
    }

    /** The names of a pool's data objects. */
    public List<String> dataObjects(String pool) {
        return objects(pool, "rbd_data.");
    }

    /** The names of a pool's header objects. */
    public List<String> headers(String pool) {
        return objects(pool, "rbd_header.");
    }

    private List<String> objects(String pool, String prefix) {
        return client.rados(List.of("--pool", pool, "ls"))
                .orFail()
                .stdout()
                .lines()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /** Leaves images as killed removals do: still listed, but without headers. */
    public void removeHeaders(String pool) {
        headers(pool)
                .forEach(header ->
                        client.rados(List.of("--pool", pool, "rm", header)).orFail());
    }

    /** Writes to one object of the image, as a node does. */
    public void writeObject(String image, long number) {
        var spec = client.spec(image).split("/", 2);
        var prefix = client.json("info", client.spec(image))
                .path("block_name_prefix")
                .asText();
        var command = List.of("--pool", spec[0], "create", "%s.%016x".formatted(prefix, number));
        client.rados(command).orFail();
    }

    /** Opens the image in a separate process, like a node that has mapped it. */
    public ImageWatch watch(String image) {
        return ImageWatch.start(client.watchCommand(client.spec(image)), () -> watchers(image));
    }

    public void snapshot(String image, String name) {
        rbd("snap", "create", "--no-progress", client.spec(image) + "@" + name).orFail();
    }

    public void protect(String image, String snapshot) {
        rbd("snap", "protect", client.spec(image) + "@" + snapshot).orFail();
    }

    public void clone(String image, String snapshot, String child) {
        rbd("clone", client.spec(image) + "@" + snapshot, client.spec(child)).orFail();
    }

    public void lock(String image, String lock) {
        rbd("lock", "add", client.spec(image), lock).orFail();
    }

    /** Adds the image to the group {@code g} of its pool. */
    public void addToGroup(String image) {
        var group = client.spec(image).split("/", 2)[0] + "/g";
        rbd("group", "create", group).orFail();
        rbd("group", "image", "add", group, client.spec(image)).orFail();
    }

    /** Begins to migrate the image, under a new name in its pool. */
    public void migrate(String image, String target) {
        rbd("migration", "prepare", client.spec(image), client.spec(target)).orFail();
    }

    /**
     * Creates an image that mirroring has made non-primary.
     *
     * @param mode {@code snapshot} or {@code journal}
     */
    public void createDemotedImage(String image, String mode) {
        var spec = client.spec(image);
        var features = "layering,exclusive-lock" + (mode.equals("journal") ? ",journaling" : "");
        rbd("mirror", "pool", "enable", spec.split("/", 2)[0], "image").orFail();
        rbd("create", spec, "--size", "64M", "--image-feature", features).orFail();
        rbd("mirror", "image", "enable", spec, mode).orFail();
        rbd("mirror", "image", "demote", spec).orFail();
    }

    /**
     * Delays each operation of the OSD, of which an rbd command makes 20 or more; {@link Duration#ZERO} ends the delay.
     * Use it on a {@link #fresh()} cluster: every placement group does such an operation, so a cluster with many pools
     * stalls for half a minute.
     */
    public void slow(Duration delay) {
        script.run("slow", delay.toMillis() / 1000.0 + "");
    }

    /** Makes the OSD report that it is full, so that writes wait until they time out. Takes about a second. */
    public void reportFull() {
        script.run("full", "on");
    }

    public void freeSpace() {
        script.run("full", "off");
    }

    public void freezeOsd() {
        script.run("freeze", "osd");
    }

    public void thawOsd() {
        script.run("thaw", "osd");
    }

    public void freezeMon() {
        script.run("freeze", "mon");
    }

    public void thawMon() {
        script.run("thaw", "mon");
    }

    public void stopOsd() {
        script.run("stop", "osd");
    }

    public void startOsd() {
        script.run("start", "osd");
    }

    /** Adds a manager, which works on the tasks of {@code rbd task}. Takes half a second. Use it on a {@link #fresh()} cluster. */
    public void startManager() {
        script.startManager();
    }

    public void stopManager() {
        script.run("stop", "mgr");
    }

    public void freezeManager() {
        script.run("freeze", "mgr");
    }

    public void thawManager() {
        script.run("thaw", "mgr");
    }

    public void stopMon() {
        script.run("stop", "mon");
    }

    public void startMon() {
        script.run("start", "mon");
    }
}
