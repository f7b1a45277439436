/**
 * Graph neural network layers with hand-written forward, backward and forward-tangent passes, and the message flow they run
 * on. It must not know losses, optimisers or strategies. Start reading at {@link org.graphunlearning.gnn.layer.Layer}.
 */
@NullMarked
package org.graphunlearning.gnn.layer;

import org.jspecify.annotations.NullMarked;
