package io.rbdfunctions.function;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The input of functions whose payload the gate has read already. Funqy parses the body of every POST, and needs a type to
 * bind it to; this one skips all fields.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IgnoredBody() {}
