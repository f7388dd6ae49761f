package io.rbdfunctions.function.http;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a number of things; without any there would be no work. A wrong one ends the start. */
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
