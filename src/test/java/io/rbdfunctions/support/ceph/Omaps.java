package io.rbdfunctions.support.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads and writes the keys of objects with the {@code rados} command, independently of the code under test. */
public record Omaps(CephCluster ceph, String pool, String namespace) {
    private static final Pattern VALUE = Pattern.compile("value \\([0-9]+ bytes\\) :");
    /** A line of a hex dump: the offset, up to 16 bytes and their characters. */
    private static final Pattern DUMP = Pattern.compile("[0-9a-f]{8}  ([0-9a-f ]{48,49}) \\|.*\\|");

    public static Omaps of(CephCluster ceph, String pool) {
        return new Omaps(ceph, pool, "");
    }

    /** The names of all objects with the prefix, sorted. */
    public List<String> objects(String prefix) {
        return rados("ls")
                .orFail()
                .stdout()
                .lines()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** The keys and values of an object, sorted. */
    public Map<String, String> of(String object) {
        Map<String, String> values = new TreeMap<>();
        String key = "";
        for (String line :
                rados("listomapvals", object).orFail().stdout().lines().toList()) {
            var dump = DUMP.matcher(line);
            if (dump.matches()) {
                values.merge(key, text(dump.group(1)), String::concat);
            } else if (VALUE.matcher(line).matches()) {
                values.put(key, "");
            } else if (!line.isEmpty()) {
                key = line;
            }
        }
        values.keySet().removeIf(name -> name.matches("[0-9a-f]{8}"));
        return values;
    }

    /** All objects with the prefix and their keys. */
    public Map<String, Map<String, String>> all(String prefix) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        objects(prefix).forEach(object -> all.put(object, of(object)));
        return all;
    }

    public void create(String object) {
        rados("create", object).orFail();
    }

    public void remove(String object) {
        rados("rm", object).orFail();
    }

    /** Creates the object if there is none. */
    public void set(String object, String key, String value) {
        rados("setomapval", object, key, value).orFail();
    }

    public void removeKey(String object, String key) {
        rados("rmomapkey", object, key).orFail();
    }

    private CommandResult rados(String... arguments) {
        var command = new ArrayList<>(List.of("--pool", pool));
        if (!namespace.isEmpty()) {
            command.addAll(List.of("--namespace", namespace));
        }
        command.addAll(List.of(arguments));
        return ceph.rados(command);
    }

    private static String text(String dump) {
        return new String(HexFormat.of().parseHex(dump.replace(" ", "")), UTF_8);
    }
}
