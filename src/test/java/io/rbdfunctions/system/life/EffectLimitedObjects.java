package io.rbdfunctions.system.life;

import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.support.cluster.EffectLimit;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Stops changing RADOS objects when the {@link EffectLimit} is reached. */
@Alternative
@Singleton
public final class EffectLimitedObjects implements RadosObjects {
    private final RadosObjects objects;

    EffectLimitedObjects(Librbd librbd) {
        this.objects = TestEngine.objects(librbd);
    }

    @Override
    public <A> A run(Session session, ObjectOperation<A> operation) {
        boolean happens = !EffectLimit.isReached() && (!(operation instanceof ObjectWrite) || EffectLimit.allow());
        if (!happens) {
            throw TestEngine.failure(RbdError.UNREACHABLE);
        }
        A answer = objects.run(session, operation);
        if (EffectLimit.isReached()) {
            throw TestEngine.failure(RbdError.UNREACHABLE);
        }
        return answer;
    }
}
