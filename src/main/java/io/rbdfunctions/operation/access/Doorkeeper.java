package io.rbdfunctions.operation.access;

import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Reviews;
import io.rbdfunctions.kubernetes.User;
import io.rbdfunctions.operation.SingleFlight;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.TryAgainException.Obstacle;
import io.rbdfunctions.volume.Token;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides who may do what. Equal questions that arrive together are asked of the API server once. */
@Singleton
public final class Doorkeeper {
    private record Question(String digest, @Nullable Right right) {}

    private final Reviews reviews;
    private final SingleFlight<Question, Entrance> flights = new SingleFlight<>();

    Doorkeeper(Reviews reviews) {
        this.reviews = reviews;
    }

    /** Whether the holder of the token has the right; throws {@link TryAgainException} when that cannot be found out. */
    public Entrance admit(Token token, Right right) {
        return flights.share(new Question(token.digest(), right), () -> decide(token, user -> decide(user, right)));
    }

    /** Whether the API server knows the token; the same for what a right is asked for later. */
    public Entrance identify(Token token) {
        return flights.share(
                new Question(token.digest(), null), () -> decide(token, user -> new Entrance.Admitted(callerOf(user))));
    }

    private Entrance decide(Token token, Function<User, Entrance> decision) {
        try {
            Optional<User> user = reviews.userOf(token);
            return user.map(decision).orElseGet(Entrance.Unknown::new);
        } catch (ApiException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    private Entrance decide(User user, Right right) {
        Caller caller = callerOf(user);
        return reviews.may(user, right.verb(), right.path())
                ? new Entrance.Admitted(caller)
                : new Entrance.Forbidden(caller, right);
    }

    private static Caller callerOf(User user) {
        return new Caller(user.name());
    }
}
