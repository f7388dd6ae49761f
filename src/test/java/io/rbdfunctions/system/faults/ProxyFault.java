package io.rbdfunctions.system.faults;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the proxy does to requests to the API server. */
interface ProxyFault {
    ProxyFault NONE = (_, _) -> 0;

    /** Returns the status to answer instead of the server, or 0 to forward the request. */
    int before(String method, String path);

    /** The server has answered, but the function does not have the answer yet. */
    default void after(String method, String path) {}

    /** Rejects the first update of each object with a conflict. */
    static ProxyFault conflicts() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return (method, path) -> isUpdate(method) && seen.add(path) ? 409 : 0;
    }

    /** Delays a number of requests, either writes or reads. */
    static ProxyFault delays(Duration delay, int requests, boolean isForWrites) {
        AtomicInteger left = new AtomicInteger(requests);
        return (method, _) -> {
            if (isForWrites != "GET".equals(method) && left.getAndDecrement() > 0) {
                pause(delay);
            }
            return 0;
        };
    }

    /** Counts each effect before and after it happens. */
    static ProxyFault countEffects(EffectCounter counter) {
        return new ProxyFault() {
            @Override
            public int before(String method, String path) {
                return !"GET".equals(method) && counter.isDeadBefore() ? 503 : 0;
            }

            @Override
            public void after(String method, String path) {
                if (!"GET".equals(method)) {
                    counter.isDeadAfter();
                }
            }
        };
    }

    private static boolean isUpdate(String method) {
        return "PATCH".equals(method) || "PUT".equals(method);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
