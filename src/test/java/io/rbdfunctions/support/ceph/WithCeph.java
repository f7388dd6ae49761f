package io.rbdfunctions.support.ceph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Injects the shared cluster into parameters of type {@link CephCluster} of the constructor and of methods. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CephExtension.class)
public @interface WithCeph {}
