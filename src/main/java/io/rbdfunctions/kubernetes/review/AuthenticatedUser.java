package io.rbdfunctions.kubernetes.review;

import java.util.List;
import java.util.Map;

/**
 * A user that the API server has authenticated.
 *
 * @param uid empty if the user has none
 * @param extra further attributes from the authenticator
 */
public record AuthenticatedUser(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    public AuthenticatedUser {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }
}
