/**
 * The same queries on a cluster of Apache Spark 3.5: only the pieces that can be merged (counts,
 * parts of a query, runs of a seed), no scheduler. A room of its own, in the jar with the
 * classifier {@code spark}: nothing else in the project knows Spark, and the library does not
 * depend on it.
 *
 * <p>Java 17. Outside {@code spark-submit} each JVM needs {@code
 * --add-exports=java.base/sun.nio.ch=ALL-UNNAMED} and {@code
 * --add-opens=java.base/java.lang=ALL-UNNAMED}, {@code java.util}, {@code java.nio} and others:
 * {@code environment/README.md} has the line.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.spark;

import org.jspecify.annotations.NullMarked;
