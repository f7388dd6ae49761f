package io.rbdfunctions.project;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rbdfunctions.rbd.CephManager;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RadosObjects;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Checks the layers of the packages and which packages may use external libraries. */
@AnalyzeClasses(packages = "io.rbdfunctions", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String APPLICATION = "io.rbdfunctions..";

    /** Every package belongs to a layer; {@code dev} is not packaged. */
    @ArchTest
    static final ArchRule EVERY_PACKAGE_BELONGS_TO_A_LAYER = classes()
            .should()
            .resideInAnyPackage(packages(
                    "startup",
                    "function",
                    "observability",
                    "admission",
                    "status",
                    "takeover",
                    "watch",
                    "sweep",
                    "reconcile",
                    "operation",
                    "journal",
                    "rbd",
                    "kubernetes",
                    "process",
                    "volume",
                    "concurrent",
                    "dev"));

    @ArchTest
    static final ArchRule NO_PACKAGE_DEPENDS_ON_STARTUP = noClasses()
            .that()
            .resideOutsideOfPackage(applicationPackage("startup"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(applicationPackage("startup"));

    @ArchTest
    static final ArchRule FUNCTION = only(
            "function",
            "observability",
            "admission",
            "status",
            "takeover",
            "sweep",
            "reconcile",
            "operation",
            "volume",
            "concurrent");

    @ArchTest
    static final ArchRule OBSERVABILITY = only(
            "observability",
            "watch",
            "sweep",
            "reconcile",
            "operation",
            "rbd",
            "kubernetes",
            "process",
            "volume",
            "concurrent");

    @ArchTest
    static final ArchRule ADMISSION = only("admission", "reconcile", "operation", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule STATUS =
            only("status", "sweep", "reconcile", "operation", "rbd", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule TAKEOVER = only("takeover", "reconcile", "operation", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule WATCH =
            only("watch", "sweep", "reconcile", "operation", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule SWEEP = only("sweep", "reconcile", "operation", "rbd", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule RECONCILE = only("reconcile", "operation", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule OPERATION = only("operation", "journal", "rbd", "kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule JOURNAL = only("journal", "rbd", "volume", "concurrent");

    @ArchTest
    static final ArchRule RBD = only("rbd", "process", "volume", "concurrent");

    @ArchTest
    static final ArchRule KUBERNETES = only("kubernetes", "volume", "concurrent");

    @ArchTest
    static final ArchRule PROCESS = only("process", "volume", "concurrent");

    @ArchTest
    static final ArchRule DEV = only("dev", "process", "volume").allowEmptyShould(true);

    @ArchTest
    static final ArchRule CONCURRENT = only("concurrent");

    @ArchTest
    static final ArchRule VOLUME_USES_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage(applicationPackage("volume"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", applicationPackage("volume"));

    @ArchTest
    static final ArchRule NO_CYCLES_AT_ANY_DEPTH =
            slices().matching("io.rbdfunctions.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONE_PACKAGE_USES_THE_API_CLIENT = onlyIn("kubernetes", "io.fabric8.kubernetes.client..");

    /** {@code startup} observes the router that Quarkus creates at the start. */
    @ArchTest
    static final ArchRule TWO_PACKAGES_USE_THE_HTTP_SERVER = noClasses()
            .that()
            .resideOutsideOfPackages(packages("function", "startup"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus.funqy..", "io.quarkus.vertx..", "io.vertx..", "io.cloudevents..", "java.net.http..");

    @ArchTest
    static final ArchRule ONE_PACKAGE_USES_METRICS_AND_TRACES =
            onlyIn("observability", "io.prometheus..", "io.opentelemetry..", "io.micrometer..");

    @ArchTest
    static final ArchRule ONE_PACKAGE_STARTS_PROCESSES = noClasses()
            .that()
            .resideOutsideOfPackage(applicationPackage("process"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.smallrye.common.process..")
                    .or(belongToAnyOf(ProcessBuilder.class, Process.class)))
            .orShould()
            .callMethodWhere(target(name("exec")).and(target(owner(type(Runtime.class)))))
            .orShould()
            .callMethodWhere(target(nameStartingWith("destroy")).and(target(owner(type(ProcessHandle.class)))));

    @ArchTest
    static final ArchRule ONE_PACKAGE_CALLS_NATIVE_CODE = onlyIn("rbd.librbd", "java.lang.foreign..");

    @ArchTest
    static final ArchRule LIBRBD_DEPENDS_ON_COMMANDS_ONLY =
            only("rbd.librbd", "rbd.command", "rbd.object", "volume", "concurrent");

    /** Everything above works on images, and leaves RADOS objects, the manager and the monitors to operations and the journal. */
    @ArchTest
    static final ArchRule THREE_LAYERS_USE_RADOS_OBJECTS = noClasses()
            .that()
            .resideOutsideOfPackages(packages("operation", "journal", "rbd"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(packages("rbd.object", "rbd.manager", "rbd.monitor"))
                    .or(belongToAnyOf(RadosObjects.class, CephManager.class, CephMonitors.class)));

    @ArchTest
    static final ArchRule LOWER_LAYERS_USE_NO_KUBERNETES_TYPES = noClasses()
            .that()
            .resideInAnyPackage(packages("journal", "rbd", "process", "volume", "concurrent", "dev"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    /** Tests cannot detect the use of these types, because the jars are removed only in the packaged application. */
    @ArchTest
    static void removedModelJarsAreNotUsed(JavaClasses classes) throws IOException {
        String key = "%prod.quarkus.class-loading.removed-artifacts";
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        String[] kinds = Pattern.compile("io\\.fabric8:kubernetes-model-(\\w+)")
                .matcher(settings.getProperty(key))
                .results()
                .map(jar -> "io.fabric8.kubernetes.api.model.%s..".formatted(jar.group(1)))
                .toArray(String[]::new);

        assertThat(kinds).hasSizeGreaterThan(10);
        noClasses().should().dependOnClassesThat().resideInAnyPackage(kinds).check(classes);
    }

    @ArchTest
    static final ArchRule SETTINGS_COME_FROM_THE_CONFIGURATION = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class);

    @ArchTest
    static final ArchRule ONE_LOGGER =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule CONCRETE_CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Stream<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName());

        assertThat(unmarked).isEmpty();
    }

    private static ArchRule only(String user, String... used) {
        return classes()
                .that()
                .resideInAPackage(applicationPackage(user))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(APPLICATION)
                        .or(resideInAnyPackage(packages(used)))
                        .or(resideInAnyPackage(applicationPackage(user))));
    }

    private static ArchRule onlyIn(String user, String... external) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(applicationPackage(user))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(external);
    }

    private static String applicationPackage(String name) {
        return "io.rbdfunctions." + name + "..";
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(ArchitectureTest::applicationPackage).toArray(String[]::new);
    }
}
