package io.rbdfunctions.function.page;

import io.rbdfunctions.function.page.StatusQuery.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Query strings that differ from that of the request in one parameter. */
record QueryLinks(StatusQuery query) {
    /** The same volumes in another order; the reverse order if they are in this one. */
    String sortedBy(VolumeSort column) {
        boolean isReversed = query.sort() == column && !query.isDescending();
        return with(Map.of(Parameter.SORT, (isReversed ? "-" : "") + column, Parameter.PAGE, ""));
    }

    String page(int number) {
        return with(Map.of(Parameter.PAGE, number == 1 ? "" : Integer.toString(number)));
    }

    /** @param seconds 0 to stop */
    String refreshed(int seconds) {
        return with(Map.of(Parameter.REFRESH, seconds == 0 ? "" : Integer.toString(seconds)));
    }

    /** Only the volumes of a namespace, from the first page on. */
    String ofNamespace(String namespace) {
        return with(Map.of(Parameter.NAMESPACE, namespace, Parameter.PAGE, ""));
    }

    /** Relative, so that it also works behind a proxy that adds a prefix to the path. */
    private String with(Map<Parameter, String> changes) {
        Map<Parameter, String> values = new EnumMap<>(Parameter.class);
        values.put(Parameter.Q, query.search());
        values.put(Parameter.NAMESPACE, query.namespace());
        values.put(Parameter.CLASS, query.storageClass());
        values.put(Parameter.STATE, query.state());
        values.put(Parameter.SORT, sort());
        values.put(Parameter.PAGE, query.page() == 1 ? "" : Integer.toString(query.page()));
        values.put(Parameter.LIMIT, query.limit() == null ? "" : query.limit().toString());
        values.put(Parameter.REFRESH, query.refresh() == 0 ? "" : Integer.toString(query.refresh()));
        values.putAll(changes);
        String text = values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? "./" : "?" + text;
    }

    /** The parameter {@code sort}; empty for the usual order. */
    String sort() {
        boolean isDefault = query.sort() == VolumeSort.NAME && !query.isDescending();
        return isDefault ? "" : (query.isDescending() ? "-" : "") + query.sort();
    }
}
