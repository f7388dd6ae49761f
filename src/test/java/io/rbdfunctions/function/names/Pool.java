package io.rbdfunctions.function.names;

import static io.rbdfunctions.operation.Outcomes.done;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.payload.PayloadReader;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.policy.PolicyCheckedOperations;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.Parent;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageName;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A pool, the calls for it, and what is in it. */
record Pool(Map<String, String> parameters, PolicyCheckedOperations calls, PoolSessions sessions) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The sizes of images by id, and the names of those in the trash by id. */
    record Content(Map<String, Long> images, Map<String, String> trash) {}

    /** Parameters of a class with dynamic volumes. */
    private static Map<String, String> csi(CephCluster ceph, String pool) {
        return Map.of(
                "monitors", ceph.monitors(),
                "pool", pool,
                "adminId", "admin",
                "adminSecretName", "ceph-admin",
                "adminSecretNamespace", "kube-system",
                "clusterID", "c1",
                "nodeStageSecretName", "stage");
    }

    /** A pool of dynamic volumes. */
    static Pool ofDynamicVolumes(CephCluster ceph, String pool, Librbd librbd, TestApi api) {
        Secrets secrets = TestSecrets.inFiles(ceph.secrets());
        RbdEngine engine = TestEngine.over(librbd, Duration.ofMillis(500));
        return new Pool(
                csi(ceph, pool),
                OperationsHarness.calls(engine, secrets, api),
                OperationsHarness.sessions(engine, secrets, api));
    }

    /** A call with a payload in JSON, as the function runs it. */
    Outcome<?> call(Endpoint endpoint, Map<String, ?> fields) {
        try {
            ObjectNode payload = MAPPER.readValue(MAPPER.writeValueAsString(fields), ObjectNode.class);
            if (!fields.containsKey("parameters")) {
                payload.set("parameters", MAPPER.valueToTree(parameters));
            }
            return run((VolumeRequest<?>)
                    Objects.requireNonNull(PayloadReader.read(endpoint, payload).request()));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request) {
        return calls.run(request);
    }

    <A> A answer(Class<A> type, Endpoint endpoint, Map<String, ?> fields) {
        return type.cast(done(call(endpoint, fields)));
    }

    PoolSession session() {
        return sessions.find(new ClassSource.Given(parameters));
    }

    String id(String image) {
        return session().run(new Info(session().image(new ImageName(image)))).id();
    }

    /** The id of the image that the image is a clone of. */
    String parent(String image) {
        Parent parent =
                session().run(new Info(session().image(new ImageName(image)))).parent();
        return Objects.requireNonNull(parent).image().id();
    }

    void create(String image) {
        PoolSession session = session();
        session.run(new Create(
                session.image(new ImageName(image)), Capacity.parse("8Mi"), ImageLayout.of(ImageFeatures.LAYERING)));
    }

    /** Removes all images, also those in the trash. */
    void clear() {
        PoolSession session = session();
        session.run(new ListCommand.Names(session.pool()))
                .forEach(name -> session.run(new Remove(session.image(new ImageName(name)))));
        session.run(new TrashCommand.ListAll(session.pool()))
                .forEach(trashed ->
                        session.run(new TrashCommand.Remove(session.pool(), new ImageId(trashed.id()), true)));
    }

    Content content() {
        PoolSession session = session();
        Map<String, Long> images = new TreeMap<>();
        for (String name : session.run(new ListCommand.Names(session.pool()))) {
            RbdException.emptyIfNotFound(() -> session.run(new Info(session.image(new ImageName(name)))))
                    .ifPresent(info -> images.put(info.id(), info.size()));
        }
        return new Content(
                images,
                session.run(new TrashCommand.ListAll(session.pool())).stream()
                        .collect(Collectors.toMap(TrashedImage::id, TrashedImage::name)));
    }
}
