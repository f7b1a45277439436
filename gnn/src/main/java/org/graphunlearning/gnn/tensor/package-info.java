/**
 * Parameters as ND4J arrays with a mirror on the heap, and the optimiser that moves them.
 * It must not know graphs or layers. Start reading at {@link org.graphunlearning.gnn.tensor.ParamTensor}.
 */
@NullMarked
package org.graphunlearning.gnn.tensor;

import org.jspecify.annotations.NullMarked;
