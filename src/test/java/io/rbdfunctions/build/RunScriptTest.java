package io.rbdfunctions.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** What the script that starts the function says of TLS takes nothing away. */
class RunScriptTest {
    private static final Path DIRECTORY = Path.of("src", "main", "run");
    private static final Pattern GROUPS = Pattern.compile("(?m)^groups=(\\S+)$");

    @Test
    void theGroupsOfTlsAreTheJdksOwnInAnotherOrder() throws IOException, GeneralSecurityException {
        String[] own = SSLContext.getDefault().getSupportedSSLParameters().getNamedGroups();

        assertThat(groups()).containsExactlyInAnyOrder(own);
    }

    /** The first two kinds of groups get a key share each. */
    @Test
    void noKeyIsMadeForAnEllipticCurveThatNeedsTables() throws IOException {
        assertThat(groups()).startsWith("x25519", "ffdhe2048");
    }

    @Test
    void theTrustStoreHoldsNobody() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream file = Files.newInputStream(DIRECTORY.resolve("nobody.jks"))) {
            store.load(file, null);
        }

        assertThat(store.size()).isZero();
    }

    private static List<String> groups() throws IOException {
        Matcher matcher = GROUPS.matcher(Files.readString(DIRECTORY.resolve("run")));
        assertThat(matcher.find()).isTrue();
        return List.of(matcher.group(1).split(","));
    }
}
