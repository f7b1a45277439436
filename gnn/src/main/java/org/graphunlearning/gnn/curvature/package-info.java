/**
 * The training objective of a model as a function of one flat parameter vector: value, gradient, Gauss-Newton products and what
 * is solved with them. It must not know what is forgotten. Start reading at
 * {@link org.graphunlearning.gnn.curvature.Objective}.
 */
@NullMarked
package org.graphunlearning.gnn.curvature;

import org.jspecify.annotations.NullMarked;
