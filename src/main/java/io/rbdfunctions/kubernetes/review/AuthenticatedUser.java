package io.rbdfunctions.kubernetes.review;

import java.util.List;
import java.util.Map;

/**
 * Somebody, as the API server knows them.
 *
 * @param uid empty for one without
 * @param groups what RBAC may be bound to in the place of the name
 * @param extra what the authenticator says besides
 */
public record AuthenticatedUser(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    public AuthenticatedUser {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }
}
