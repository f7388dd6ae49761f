package io.rbdfunctions.function.http;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a whole number of at least 1; any other value stops the start. */
public final class AtLeastOne implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
        int number = Integer.parseInt(value.strip());
        if (number < 1) {
            throw new IllegalArgumentException("%d: it must be at least 1".formatted(number));
        }
        return number;
    }
}
