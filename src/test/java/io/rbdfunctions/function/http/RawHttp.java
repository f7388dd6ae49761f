package io.rbdfunctions.function.http;

import io.rbdfunctions.support.MessageRecorder;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends HTTP/1.1 requests byte by byte: the usual clients would correct the malformed requests of these tests. */
public final class RawHttp {
    private static final String PROBLEM = "application/problem+json";
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Pattern HEAD = Pattern.compile("HTTP/[0-9.]+ (\\d{3}) [^\r]*\r\n((?:[^\r\n]+\r\n)*)\r\n");

    /** A response; header names are in lower case. */
    public record Answer(int status, List<String> headers, String body) {
        public Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(header -> header.startsWith(start))
                    .map(header -> header.substring(start.length()))
                    .findFirst();
        }
    }

    /** Sends a request with exactly these header lines, and Host, Connection and Content-Length. */
    public Answer send(String requestLine, List<String> headers, String body) {
        return send(requestLine, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer send(String requestLine, List<String> headers, byte[] body) {
        List<String> lines = new ArrayList<>();
        lines.add(requestLine);
        lines.add("Host: localhost");
        lines.add("Connection: close");
        lines.addAll(headers);
        if (body.length > 0) {
            lines.add("Content-Length: " + body.length);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        List<Answer> answers = exchange(request.toByteArray()).stream()
                .filter(answer -> answer.status() != 100)
                .toList();
        if (answers.size() != 1) {
            throw new AssertionError("one response expected, not " + answers);
        }
        return answers.getFirst();
    }

    /** The status line and headers of the first response, and the part of its body that arrives with them. */
    String begin(byte[] bytes) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes);
            byte[] buffer = new byte[1 << 16];
            int length = socket.getInputStream().read(buffer);
            return new String(buffer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** All responses until the server closes the connection. */
    List<Answer> exchange(byte[] bytes) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // The server may reply and close before it has read everything; the response is still readable.
            }
            List<Answer> answers = answers(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            answers.stream()
                    .filter(answer -> answer.header("content-type")
                            .filter(PROBLEM::equals)
                            .isPresent())
                    .forEach(answer -> MessageRecorder.problem(answer.body()));
            return answers;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /**
     * Sends a request, waits for 100 Continue, and disconnects.
     *
     * @param head the request line and headers, to which {@code Expect: 100-continue} is added
     * @param body a part of the body
     * @param isReset whether to disconnect with RST instead of FIN, as a killed process does
     */
    void disconnect(String head, String body, boolean isReset) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((head + "Expect: 100-continue\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            if (isReset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private static List<Answer> answers(String text) {
        List<Answer> answers = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        int at = 0;
        while (head.find(at) && head.start() == at) {
            List<String> headers = head.group(2)
                    .lines()
                    .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                            + line.substring(line.indexOf(':')))
                    .toList();
            Answer bare = new Answer(Integer.parseInt(head.group(1)), headers, "");
            // Counted in characters: the responses are ASCII, or the last ones on their connection.
            int end = bare.header("content-length")
                    .map(length -> Math.min(text.length(), head.end() + Integer.parseInt(length)))
                    .orElse(head.end());
            answers.add(new Answer(bare.status(), headers, text.substring(head.end(), end)));
            at = end;
        }
        if (at != text.length()) {
            throw new AssertionError("not a response: " + text.substring(at));
        }
        return answers;
    }
}
