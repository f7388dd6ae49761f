package io.rbdfunctions.system.faults;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is done to requests on their way to the API server. */
interface ProxyFault {
    ProxyFault NONE = (_, _) -> 0;

    /** Answers a status in the place of the server, or 0 to let the request pass. */
    int before(String method, String path);

    /** The server has done what it was asked for, and the function does not know yet. */
    default void after(String method, String path) {}

    /** The first write of each object meets one that was written meanwhile. */
    static ProxyFault conflicts() {
        Set<String> met = ConcurrentHashMap.newKeySet();
        return (method, path) -> isUpdate(method) && met.add(path) ? 409 : 0;
    }

    /** So many requests are held back for so long, reads or writes. */
    static ProxyFault delays(Duration delay, int requests, boolean ofWrites) {
        AtomicInteger left = new AtomicInteger(requests);
        return (method, _) -> {
            if (ofWrites != "GET".equals(method) && left.getAndDecrement() > 0) {
                pause(delay);
            }
            return 0;
        };
    }

    /** Each effect is told of before and after. */
    static ProxyFault steps(EffectCounter effectCounter) {
        return new ProxyFault() {
            @Override
            public int before(String method, String path) {
                return !"GET".equals(method) && effectCounter.isLastBefore() ? 503 : 0;
            }

            @Override
            public void after(String method, String path) {
                if (!"GET".equals(method)) {
                    effectCounter.isLastAfter();
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
