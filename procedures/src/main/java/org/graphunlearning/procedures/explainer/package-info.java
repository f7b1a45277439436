/**
 * Which explainer a caller asks for, by name and options: one table for every procedure that explains.
 * It must not know what is explained, nor the graph. Start reading at
 * {@link org.graphunlearning.procedures.explainer.ExplainerConfig}.
 */
@NullMarked
package org.graphunlearning.procedures.explainer;

import org.jspecify.annotations.NullMarked;
