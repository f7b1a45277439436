/**
 * Which nodes, edges and feature values a prediction rests on. It must not know verdicts, metrics or a database. Start reading at
 * {@link org.graphunlearning.verify.explain.Explainer} and {@link org.graphunlearning.verify.explain.Attribution}.
 */
@NullMarked
package org.graphunlearning.verify.explain;

import org.jspecify.annotations.NullMarked;
