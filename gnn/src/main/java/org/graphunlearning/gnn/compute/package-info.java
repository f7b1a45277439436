/**
 * Kernels on {@code float[]}, the threads that run them and randomness without order: same bits at any thread count, on any
 * JDK, scalar or vector. It must not know graphs with attributes, layers or models. Start reading at
 * {@link org.graphunlearning.gnn.compute.Compute}.
 */
@NullMarked
package org.graphunlearning.gnn.compute;

import org.jspecify.annotations.NullMarked;
