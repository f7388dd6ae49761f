package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists nine objects in pages of three. A token is the number of the first object of its page. */
class ListPagerTest {
    private final List<Integer> visited = new ArrayList<>();
    private boolean tokensHaveExpired;

    private final ListPager<Integer> pager = new ListPager<>(ListPager.restarting(this::page), 3);

    @Test
    void visitsAllPages() {
        assertThat(pager.run(() -> false, this::visit)).isTrue();
        assertThat(visited).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(pager.isAtStart()).isTrue();
    }

    @Test
    void visitsTheLastPageAgainAfterItWasStopped() {
        assertThat(stopAfter(6)).isFalse();
        assertThat(visited).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(pager.isAtStart()).isFalse();

        assertThat(pager.run(() -> false, this::visit)).isTrue();
        assertThat(visited).containsExactly(0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void readsNothingIfItIsStoppedAtOnce() {
        assertThat(stopAfter(0)).isFalse();

        assertThat(visited).isEmpty();
        assertThat(pager.isAtStart()).isTrue();
    }

    @Test
    void startsOverIfItsTokenHasExpired() {
        stopAfter(6);
        tokensHaveExpired = true;

        assertThat(pager.run(() -> false, this::visit)).isTrue();

        assertThat(visited).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void failsIfATokenExpiresWhereEveryObjectIsVisitedOnce() {
        tokensHaveExpired = true;

        assertThatExceptionOfType(StaleObjectException.class)
                .isThrownBy(() -> ListPager.forEach(this::page, () -> false, visited::add));
    }

    private boolean stopAfter(int objects) {
        return pager.run(() -> visited.size() >= objects, this::visit);
    }

    private void visit(Page<Integer> page) {
        visited.addAll(page.items());
    }

    private Page<Integer> page(int limit, @Nullable String token) {
        if (token != null && tokensHaveExpired) {
            tokensHaveExpired = false;
            throw new StaleObjectException("the token has expired");
        }
        int first = token == null ? 0 : Integer.parseInt(token);
        String next = first < 6 ? Integer.toString(first + 3) : null;
        return new Page<>(List.of(first, first + 1, first + 2), next);
    }
}
