package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.AccessReviewsResource.UNKNOWN_TOKEN;
import static io.rbdfunctions.function.http.AccessReviewsResource.VIEWERS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.browser.Browser;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person signs in with a browser. This API server has no volumes to show: what says so is shown only to people who have
 * signed in.
 */
@QuarkusTest
@WithTestResource(AccessReviewsResource.class)
@TestProfile(AuthProfile.class)
final class SignInBrowserTest {
    private static final String SIGNED_IN = "list PersistentVolumeClaims";
    private static final String FORM = "Token of a user";

    @TempDir
    Path directory;

    @Test
    void signsInAndOut() {
        try (Browser browser = Browser.start()) {
            browser.open(page());
            assertThat(text(browser)).contains(FORM).doesNotContain("rejected");

            submit(browser, UNKNOWN_TOKEN);
            awaitText(browser, "rejected");

            submit(browser, VIEWERS_TOKEN);
            awaitText(browser, SIGNED_IN);
            assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/");
            assertThat(browser.evaluate("document.cookie").asText())
                    .as("cookies that scripts see")
                    .isEmpty();

            browser.open(page());
            assertThat(text(browser)).contains(SIGNED_IN);
        }
    }

    /** As {@code kubectl rbdf ui} does it: the token is in no address and no argument. */
    @Test
    void aLocalFileSignsIn() throws IOException {
        Path file = Files.writeString(directory.resolve("sign-in.html"), """
            <!doctype html><body onload="document.forms[0].submit()">
            <form method="post" action="%ssign-in"><input type="hidden" name="token" value="%s"></form>
            """.formatted(page(), VIEWERS_TOKEN));
        Path link = Files.writeString(directory.resolve("link.html"), "<a href=\"%s\">a</a>".formatted(page()));
        try (Browser browser = Browser.start()) {
            browser.open(file.toUri());
            awaitText(browser, SIGNED_IN);
            assertThat(browser.evaluate("location.href").asText()).isEqualTo(page().toString());

            browser.open(link.toUri());
            browser.evaluate("document.querySelector('a').click()");
            awaitText(browser, FORM); // Another site's link brings no cookie.
        }
    }

    private static URI page() {
        return URI.create("http://localhost:" + RestAssured.port + "/");
    }

    private static void submit(Browser browser, String token) {
        browser.evaluate("document.querySelector('input[name=token]').value = '%s'".formatted(token));
        browser.evaluate("document.querySelector('form button').click()");
    }

    private static void awaitText(Browser browser, String text) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> text(browser).contains(text));
    }

    private static String text(Browser browser) {
        return browser.evaluate("document.body.innerText").asText();
    }
}
