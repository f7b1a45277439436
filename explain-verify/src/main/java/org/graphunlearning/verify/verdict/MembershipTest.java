package org.graphunlearning.verify.verdict;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.jspecify.annotations.Nullable;

/** A membership inference attack on paired models that contributes to the verdict. */
@FunctionalInterface
public interface MembershipTest {
    /**
     * Attacks the candidate as seen on the graph before.
     *
     * @param subject the deletion
     * @param reference the paired reference
     * @return how much of the difference in membership scores between untouched and reference model is left in the candidate: 1 all, 0
     *     nothing; {@code null} where it cannot be measured
     */
    @Nullable
    Double residual(VerificationCase subject, Gnn reference, Compute compute);
}
