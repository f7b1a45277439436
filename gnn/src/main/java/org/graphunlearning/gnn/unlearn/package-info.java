/**
 * Strategies that make a model forget, one class each, and what each result is worth.
 * It must not know where models are stored or who asked. Start reading at
 * {@link org.graphunlearning.gnn.unlearn.Strategy}.
 */
@NullMarked
package org.graphunlearning.gnn.unlearn;

import org.jspecify.annotations.NullMarked;
