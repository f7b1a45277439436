/**
 * The attributed graph as training sees it, what may be forgotten in it, and which outputs a forgetting can reach.
 * It must not know tensors, models or a database. Start reading at {@link org.graphunlearning.gnn.graph.Graph}.
 */
@NullMarked
package org.graphunlearning.gnn.graph;

import org.jspecify.annotations.NullMarked;
