package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.rbd.value.UnreadableAnswerException;
import io.rbdfunctions.volume.ceph.PoolName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Asks for a pool's trash. */
public record ListTrash(Session session, PoolName pool) implements RbdCommand.OnPool<List<TrashedImage>> {
    /** As C's asctime writes a time, in rbd's own zone, which the process runner makes UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

    /** What stands before the time in a status, be it to come or past. */
    private static final List<String> STATUSES = List.of("protected until ", "expired at ");

    @Override
    public String verb() {
        return "trash ls";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("trash", "ls", "-l").connect(pool, session).json().end(session);
    }

    @Override
    public List<TrashedImage> read(String output) {
        return Json.list(Json.tree(output), ListTrash::image);
    }

    private static TrashedImage image(JsonNode image) {
        return new TrashedImage(
                Json.text(image, "id"),
                Json.text(image, "name"),
                time(Json.text(image, "deleted_at")),
                expiry(Json.text(image, "status")));
    }

    private static Instant expiry(String status) {
        return STATUSES.stream()
                .filter(status::startsWith)
                .flatMap(words -> Stream.of(status.substring(words.length())))
                .map(ListTrash::time)
                .findFirst()
                .orElseThrow(() ->
                        new UnreadableAnswerException(new DateTimeParseException("no time of expiry", status, 0)));
    }

    private static Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException unreadable) {
            throw new UnreadableAnswerException(unreadable);
        }
    }
}
