package io.rbdfunctions.function.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.function.page.Rows.Column;
import io.rbdfunctions.function.page.Rows.FailureRow;
import io.rbdfunctions.function.page.Rows.NamespaceRow;
import io.rbdfunctions.function.page.Rows.OrphanRow;
import io.rbdfunctions.function.page.Rows.TrashRow;
import io.rbdfunctions.function.page.Rows.TroubleRow;
import io.rbdfunctions.function.page.Rows.VolumeRow;
import io.rbdfunctions.status.ClassUsage;
import io.rbdfunctions.status.StatusReport;
import io.rbdfunctions.status.VolumeEntry;
import io.rbdfunctions.sweep.Orphans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the template of the status page shows: the report, and what is made of it for people.
 *
 * @param report without its volumes
 * @param user who has signed in; null if nobody had to
 * @param unknown what could not be read; all is well only if this and the troubles are empty
 * @param volumes null if there are no volumes at all
 */
record StatusView(
        StatusReport report,
        @Nullable String user,
        StatusQuery query,
        Links links,
        List<TroubleRow> troubles,
        int moreTroubles,
        List<String> unknown,
        List<NamespaceRow> namespaces,
        int moreNamespaces,
        List<FailureRow> failures,
        List<OrphanRow> orphanImages,
        List<TrashRow> trash,
        int moreTrash,
        @Nullable Volumes volumes) {
    /** Longer lists end with how many more there are. */
    static final int MAX_ROWS = 50;

    private static final int MAX_NAMESPACES = 20;
    private static final int REFRESH_SECONDS = 30;

    /** Links to the same page that is, or is not, loaded again after a while. */
    record Links(String refresh, int refreshSeconds, String stop) {
        static Links of(StatusQuery query) {
            QueryLinks links = new QueryLinks(query);
            return new Links(links.refreshed(REFRESH_SECONDS), REFRESH_SECONDS, links.refreshed(0));
        }
    }

    /**
     * The table of volumes.
     *
     * @param listed how many are sorted
     * @param omitted how many match, and are neither listed nor sorted
     * @param first the number of the first row; 0 if no volume matches
     * @param previous link to the page before; null on the first one
     * @param next link to the page after; null on the last one
     */
    record Volumes(
            List<VolumeRow> rows,
            List<Column> columns,
            List<String> classes,
            List<String> states,
            String sort,
            @JsonProperty("filtered") boolean isFiltered,
            int matching,
            int listed,
            int omitted,
            int first,
            int last,
            int page,
            int pages,
            @Nullable String previous,
            @Nullable String next) {}

    static StatusView of(StatusReport report, StatusQuery query, @Nullable String user) {
        Instant now = report.at();
        Orphans orphans = report.orphans();
        QueryLinks links = new QueryLinks(query);
        return new StatusView(
                report.withVolumes(List.of(), 0),
                user,
                query,
                Links.of(query),
                report.troubles().stream()
                        .limit(MAX_ROWS)
                        .map(trouble -> TroubleRow.of(trouble, now))
                        .toList(),
                more(report.troubles(), MAX_ROWS) + report.moreTroubles(),
                unknown(report, orphans),
                report.namespaces().stream()
                        .limit(MAX_NAMESPACES)
                        .map(total -> new NamespaceRow(total, links.ofNamespace(total.namespace())))
                        .toList(),
                more(report.namespaces(), MAX_NAMESPACES),
                report.failures().stream()
                        .map(event -> FailureRow.of(event, now))
                        .toList(),
                report.orphanImages().stream().map(OrphanRow::of).toList(),
                report.trash().stream()
                        .limit(MAX_ROWS)
                        .map(trashed -> TrashRow.of(trashed, now))
                        .toList(),
                more(report.trash(), MAX_ROWS),
                report.count() == 0 ? null : volumes(report, query));
    }

    private static int more(List<?> list, int shown) {
        return Math.max(0, list.size() - shown);
    }

    private static List<String> unknown(StatusReport report, @Nullable Orphans orphans) {
        List<String> unknown = new ArrayList<>();
        if (!report.isComplete()) {
            unknown.add("the time was up before all claims and volumes were read");
        }
        if (orphans == null) {
            unknown.add("there was no time to look for missing images and for orphans");
        } else {
            orphans.unreachable().forEach(pool -> unknown.add("pool " + pool));
        }
        if (report.failuresUnknown() != null) {
            unknown.add("the events: " + report.failuresUnknown());
        }
        return unknown;
    }

    private static Volumes volumes(StatusReport report, StatusQuery query) {
        int limit = query.limit() == null ? StatusQuery.DEFAULT_LIMIT : query.limit();
        VolumeTable table = VolumeTable.of(report.volumes(), query, limit);
        QueryLinks links = new QueryLinks(query);
        int first = table.first(limit);
        return new Volumes(
                table.rows().stream()
                        .map(volume -> VolumeRow.of(volume, report.at()))
                        .toList(),
                Arrays.stream(VolumeSort.values())
                        .map(column -> Column.of(column, query))
                        .toList(),
                report.usage().stream().map(ClassUsage::storageClass).distinct().toList(),
                states(report),
                links.sort(),
                query.isFiltered(),
                table.matching() + report.omitted(),
                report.volumes().size(),
                report.omitted(),
                first,
                first + Math.max(0, table.rows().size() - 1),
                table.page(),
                table.pages(),
                table.page() > 1 ? links.page(table.page() - 1) : null,
                table.page() < table.pages() ? links.page(table.page() + 1) : null);
    }

    private static List<String> states(StatusReport report) {
        return Stream.concat(
                        report.usage().stream().flatMap(usage -> usage.phases().keySet().stream()),
                        Stream.of(VolumeEntry.IMAGE_MISSING))
                .distinct()
                .sorted()
                .toList();
    }
}
