package io.rbdfunctions.support.ceph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Ceph on loopback, with cephx, a pool for images and a user who may use only that pool.
 *
 * <p>Tests share {@link #shared()}, with names of their own or with a {@link #freshPool()}; one that breaks things
 * takes {@link #fresh()}. Images are named {@code image} (in {@link #pool()}) or {@code pool/image}.
 */
public final class CephCluster implements AutoCloseable {
    private final CephDev script;
    private final ClusterClient client;

    private CephCluster(CephDev script) {
        this.script = script;
        this.client = new ClusterClient(script.environment(), script.directory());
    }

    /** The cluster of this JVM: started at the first call, stopped when the JVM ends. */
    public static CephCluster shared() {
        return SharedCluster.get();
    }

    /** A cluster of the caller's own, to be closed by the caller; it takes about a second. */
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

    /** The directory with the cluster's files; it goes when the cluster goes. */
    public Path directory() {
        return script.directory();
    }

    /** The directory with {@code kube-system/ceph-admin/key} and {@code ceph-user}, as mounted Secrets. */
    public Path secrets() {
        return Path.of(client.variable("CEPH_SECRETS"));
    }

    /** Adds one to these, of the same namespace. */
    public void mountSecret(String name, String key) throws IOException {
        Path secret = Files.createDirectories(secrets().resolve("kube-system").resolve(name));
        Files.writeString(secret.resolve("key"), key);
    }

    /** The monitors as a StorageClass gives them, with their protocol: {@code v2:127.0.0.1:23450}. */
    public String monitors() {
        return client.variable("CEPH_MONITORS");
    }

    /** The same monitor by the older protocol: {@code v1:127.0.0.1:23451}. */
    public String monitorsByOldProtocol() {
        return client.variable("CEPH_MONITORS_V1");
    }

    public String pool() {
        return client.pool();
    }

    public String adminKey() {
        return client.variable("CEPH_ADMIN_KEY");
    }

    /** The user who may use {@link #pool()} and nothing else. */
    public String userId() {
        return client.variable("CEPH_USER_ID");
    }

    public String userKey() {
        return client.variable("CEPH_USER_KEY");
    }

    /** Makes a pool for images, for the admin to use. */
    public void createPool(String name) {
        script.run("pool", name);
    }

    /** Makes a pool with a name that no other test has. */
    public String freshPool() {
        var name = "pool-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        createPool(name);
        return name;
    }

    /**
     * Makes a user with these capabilities, as {@code ceph auth get-or-create} takes them, or finds it.
     *
     * @return its key
     */
    public String makeUser(String name, List<String> capabilities) {
        var command = new ArrayList<>(List.of("ceph", "auth", "get-or-create", "client." + name));
        command.addAll(capabilities);
        ceph(command);
        return ceph(List.of("ceph", "auth", "get-key", "client." + name));
    }

    private String ceph(List<String> command) {
        var configuration = directory().resolve("ceph.conf").toString();
        return Commands.run(command, "", Map.of("CEPH_CONF", configuration))
                .orFail()
                .stdout();
    }

    /** Runs the plain {@code rbd} command as admin, for at most about 10 s. */
    public CommandResult rbd(String... arguments) {
        return client.rbdAsAdmin(List.of(arguments));
    }

    /** The same as {@link #userId()}. */
    public CommandResult rbdAsUser(String... arguments) {
        return client.rbdAsUser(List.of(arguments));
    }

    /** The images of a pool, in rbd's order. */
    public List<String> images(String pool) {
        return client.strings("list", "--pool", pool);
    }

    /** Whether the pool's directory names the image, which a half-made image may do without being openable. */
    public boolean exists(String image) {
        var spec = client.spec(image).split("/", 2);
        return images(spec[0]).contains(spec[1]);
    }

    /** The size of an image in bytes. */
    public long sizeOf(String image) {
        return client.json("info", client.spec(image)).path("size").longValue();
    }

    /** How many clients have the image open. */
    public int watchers(String image) {
        return client.json("status", client.spec(image)).path("watchers").size();
    }

    /** Makes an image with layering only, as the systems that we replace do. */
    public void createImage(String image, long mebibytes) {
        var size = mebibytes + "M";
        rbd("create", client.spec(image), "--size", size, "--image-feature", "layering")
                .orFail();
    }

    /** The id of an image in the trash of the cluster's own pool, or of {@code pool/image}. */
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

    /** Leaves an image as a killed creation does: it is listed, cannot be opened, and its name is taken. */
    public void makeHalf(String image) {
        createImage(image, 64);
        var spec = client.spec(image).split("/", 2);
        client.rados(List.of("--pool", spec[0], "rm", "rbd_id." + spec[1])).orFail();
    }

    /** The names of the objects in a pool that hold what was written to images. */
    public List<String> dataObjects(String pool) {
        return objects(pool, "rbd_data.");
    }

    /** The names of the objects in a pool that hold what is known of its images. */
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

    /** Leaves images as killed removals do: their names are there, and what was known of them is not. */
    public void removeHeaders(String pool) {
        headers(pool)
                .forEach(header ->
                        client.rados(List.of("--pool", pool, "rm", header)).orFail());
    }

    /** Writes an object of the image, as a node does that writes to this place in it. */
    public void writeObject(String image, long number) {
        var spec = client.spec(image).split("/", 2);
        var prefix = client.json("info", client.spec(image))
                .path("block_name_prefix")
                .asText();
        var command = List.of("--pool", spec[0], "create", "%s.%016x".formatted(prefix, number));
        client.rados(command).orFail();
    }

    /** Opens the image in a process of its own, as a node that has mapped it does. */
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

    /**
     * Delays each operation of the OSD (a call of rbd makes 20 or more); {@link Duration#ZERO} ends it. For a
     * cluster of the caller's own: a new pool has each placement group take note of it by such an operation, so that a
     * cluster with many pools stands still for half a minute.
     */
    public void slow(Duration delay) {
        script.run("slow", delay.toMillis() / 1000.0 + "");
    }

    /** The OSD says that it is full: writes wait until they time out. Takes about a second. */
    public void fillUp() {
        script.run("full", "on");
    }

    public void makeRoom() {
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

    public void stopMon() {
        script.run("stop", "mon");
    }

    public void startMon() {
        script.run("start", "mon");
    }
}
