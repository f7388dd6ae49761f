package io.rbdfunctions.operation.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** The ClusterRoles for callers that the manifests contain, from the least permissions to the most. */
enum CallerRole {
    EVENTS,
    VIEWER,
    PROVISIONER,
    OPERATOR;

    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    /** User names that a shell reads as they are. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@.:_/+-]{1,253}");

    /** The role with the least permissions that has this one. */
    static CallerRole with(Permission permission) {
        return switch (permission.verb() + " " + permission.path()) {
            case "post /" -> EVENTS;
            case "get /", "post /info", "post /list", "post /convert" -> VIEWER;
            case "post /provision", "post /expand", "post /snapshot", "post /clone", "post /check" -> PROVISIONER;
            default -> OPERATOR;
        };
    }

    /** The command that gives the role to the caller. */
    String binding(Caller caller) {
        return "kubectl create clusterrolebinding NAME --clusterrole=%s --%s".formatted(this, subject(caller.name()));
    }

    private static String subject(String user) {
        if (!PLAIN.matcher(user).matches()) {
            return "user=USER";
        }
        return user.startsWith(SERVICE_ACCOUNT)
                ? "serviceaccount=" + user.substring(SERVICE_ACCOUNT.length())
                : "user=" + user;
    }

    @Override
    public String toString() {
        return "rbd-functions-" + name().toLowerCase(Locale.ROOT);
    }
}
