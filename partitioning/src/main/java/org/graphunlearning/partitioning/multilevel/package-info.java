/**
 * A multilevel minimum cut: coarsen, cut the small graph, refine while going back.
 * It must not know models or features. Start reading at {@link org.graphunlearning.partitioning.multilevel.Multilevel}.
 */
@NullMarked
package org.graphunlearning.partitioning.multilevel;

import org.jspecify.annotations.NullMarked;
