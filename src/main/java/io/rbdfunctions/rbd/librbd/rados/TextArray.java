package io.rbdfunctions.rbd.librbd.rados;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import java.util.Collection;

/**
 * Texts as librados takes them.
 *
 * @param addresses the address of an array of pointers to the texts
 * @param lengths the address of an array of their lengths in bytes
 */
record TextArray(long addresses, long lengths, long count) {
    static TextArray of(CallArena memory, Collection<String> texts) {
        return new TextArray(
                memory.numbers(texts.stream().mapToLong(memory::text).toArray()),
                memory.numbers(texts.stream()
                        .mapToLong(text -> text.getBytes(UTF_8).length)
                        .toArray()),
                texts.size());
    }
}
