/**
 * Spectral cuts that also spread sizes and classes evenly: the guided partition of GUIDE.
 * It must not know models or features. Start reading at {@link org.graphunlearning.partitioning.guide.GuideFast}.
 */
@NullMarked
package org.graphunlearning.partitioning.guide;

import org.jspecify.annotations.NullMarked;
