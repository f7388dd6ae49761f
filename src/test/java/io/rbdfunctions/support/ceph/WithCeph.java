package io.rbdfunctions.support.ceph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives the shared cluster to each parameter of type {@link CephCluster}, of the constructor or of a method. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CephExtension.class)
public @interface WithCeph {}
