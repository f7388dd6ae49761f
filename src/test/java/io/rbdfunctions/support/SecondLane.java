package io.rbdfunctions.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a test class concurrently with others, but only one such class at a time. For slow classes without Quarkus that use
 * their own pools or processes, do not measure time, and have no API server that system properties name. The lock of the
 * class makes its methods run sequentially. A class that must run beside no other is {@code @Isolated}: if it took the
 * lock, its lane would wait for all classes of this one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("second lane")
public @interface SecondLane {}
