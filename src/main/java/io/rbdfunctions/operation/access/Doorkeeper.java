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

/** Decides who may do what. Equal questions that arrive together are asked of the API server once. */
@Singleton
public final class Doorkeeper {
    private record Question(String digest, Right right) {}

    private final Reviews reviews;
    private final SingleFlight<Question, Entrance> flights = new SingleFlight<>();

    Doorkeeper(Reviews reviews) {
        this.reviews = reviews;
    }

    /** Whether the holder of the token has the right; throws {@link TryAgainException} when that cannot be found out. */
    public Entrance admit(Token token, Right right) {
        return flights.share(new Question(token.digest(), right), () -> decide(token, right));
    }

    private Entrance decide(Token token, Right right) {
        try {
            Optional<User> user = reviews.userOf(token);
            return user.map(known -> decide(known, right)).orElseGet(Entrance.Unknown::new);
        } catch (ApiException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    private Entrance decide(User user, Right right) {
        Caller caller = new Caller(user.name());
        return reviews.may(user, right.verb(), right.path())
                ? new Entrance.Admitted(caller)
                : new Entrance.Forbidden(caller, right);
    }
}
