/**
 * A model: its shape, its layers with parameters, what it answers on a graph, and its bytes.
 * It must not know how it was trained or where it is stored. Start reading at {@link org.graphunlearning.gnn.model.Gnn}.
 */
@NullMarked
package org.graphunlearning.gnn.model;

import org.jspecify.annotations.NullMarked;
