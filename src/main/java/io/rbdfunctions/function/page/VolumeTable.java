package io.rbdfunctions.function.page;

import io.rbdfunctions.status.VolumeEntry;
import java.util.List;

/**
 * A page of the volumes that match a query.
 *
 * @param rows the volumes on the page
 * @param matching how many match
 * @param page its number, from 1
 * @param pages how many there are, at least 1
 */
record VolumeTable(List<VolumeEntry> rows, int matching, int page, int pages) {
    /** @param limit rows on a page */
    static VolumeTable of(List<VolumeEntry> volumes, StatusQuery query, int limit) {
        List<VolumeEntry> matching = volumes.stream()
                .filter(query::matches)
                .sorted(query.sort().order(query.isDescending()))
                .toList();
        int pages = Math.max(1, Math.ceilDiv(matching.size(), limit));
        int page = Math.min(query.page(), pages);
        int from = (page - 1) * limit;
        return new VolumeTable(
                matching.subList(from, Math.min(matching.size(), from + limit)), matching.size(), page, pages);
    }

    /** The number of the first row, from 1; 0 if there is none. */
    int first(int limit) {
        return rows.isEmpty() ? 0 : (page - 1) * limit + 1;
    }
}
