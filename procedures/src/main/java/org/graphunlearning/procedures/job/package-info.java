/**
 * Calls under way: what they are doing, how far they are, what they warned of, and how to end one; in memory, for one database.
 * It must not know what any call computes, nor keep anything of the data. Start reading at
 * {@link org.graphunlearning.procedures.job.Jobs}.
 */
@NullMarked
package org.graphunlearning.procedures.job;

import org.jspecify.annotations.NullMarked;
