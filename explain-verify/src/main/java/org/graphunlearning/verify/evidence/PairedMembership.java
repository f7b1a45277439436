package org.graphunlearning.verify.evidence;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.BlackBox;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.PairDistance;
import org.graphunlearning.verify.attack.PairedResidual;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.verdict.MembershipTest;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.jspecify.annotations.Nullable;

/**
 * The paired residual of whatever a request names: of its nodes, else of its edges, else of its feature values. Works for a single
 * item.
 */
public final class PairedMembership implements MembershipTest {
    @Override
    public @Nullable Double residual(VerificationCase subject, Gnn reference, Compute compute) {
        var forget = subject.forget();
        var attacked = subject(subject, reference);
        if (forget.nodes().length > 0 || forget.labels().length > 0) {
            return PairedResidual.nodes(attacked, compute).value();
        }
        return forget.edges().isEmpty()
                ? PairedResidual.features(attacked, compute).value()
                : PairedResidual.edges(attacked, PairDistance.CORRELATION, compute)
                        .value();
    }

    static MembershipCase subject(VerificationCase subject, @Nullable Gnn reference) {
        var models = new MembershipCase.Models(
                BlackBox.of(subject.pre()),
                BlackBox.of(subject.post()),
                reference == null ? null : BlackBox.of(reference));
        return new MembershipCase(
                subject.before(), subject.after(), subject.forget(), models, View.PROBE, subject.requestSeed());
    }
}
