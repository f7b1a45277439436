/**
 * Deletions: from what a caller names to new parameters, the graph change and the certificate, in the caller's transaction.
 * It must not know how a strategy forgets. Start reading at {@link org.graphunlearning.procedures.delete.Deletion}.
 */
@NullMarked
package org.graphunlearning.procedures.delete;

import org.jspecify.annotations.NullMarked;
