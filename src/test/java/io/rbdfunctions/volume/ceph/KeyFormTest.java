package io.rbdfunctions.volume.ceph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFormTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==, AES",
        "' AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA== ', AES",
        "AgAA8VNlAAAAACAApCObGxtr1KzgBTZpwwe4TtoqcrUDgMUyvSZ45iyI4n4=, AES256K",
        // Without the padding, with a part of it, without a character, and with less than the header states.
        "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA, CUT",
        "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA=, CUT",
        "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uo, CUT",
        "AQCOd0BjAAAAABAA, CUT",
        "AQCOd0BjAAAAACAAJsGcXq0bPUSrMGXnWU/uoA==, CUT",
        "QVFDT2QwQmpBQUFBQUJBQUpzR2NYcTBiUFVTck1HWG5XVS91b0E9PQ==, ENCODED_TWICE",
        "key = AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==, KEYRING",
        "[client.kube], KEYRING",
        "AQ==, OTHER",
        "not-a-key!, OTHER",
        "'', OTHER",
        "=, OTHER",
        "A, OTHER"
    })
    void recognizesTheForm(String text, KeyForm form) {
        assertThat(KeyForm.of(text)).isEqualTo(form);
    }
}
