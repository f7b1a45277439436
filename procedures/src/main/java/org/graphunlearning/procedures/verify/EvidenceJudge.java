package org.graphunlearning.procedures.verify;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.unlearn.Judge;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.gnn.unlearn.UnlearningResult;
import org.graphunlearning.verify.verdict.Verdict;
import org.graphunlearning.verify.verdict.VerificationResult;

/** Objects to an approximate result that the verifier would not let pass, so that {@code auto} takes a stronger strategy. */
final class EvidenceJudge implements Judge {
    private static final Set<Verdict> OBJECTIONABLE =
            EnumSet.of(Verdict.INVALID, Verdict.NOT_FORGOTTEN, Verdict.OVER_CORRECTED, Verdict.PARTIALLY_FORGOTTEN);

    private final ModelVerifier verifier;

    EvidenceJudge(ModelVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public String objection(UnlearningRequest request, UnlearningResult result, Compute compute) {
        var found = verifier.verdict(request, result.model(), compute);
        var verdict = found.judgement().verdict();
        return OBJECTIONABLE.contains(verdict) ? "the verifier says " + verdict + residual(found) : "";
    }

    private static String residual(VerificationResult found) {
        var movements = found.movements();
        var residual = movements == null ? null : movements.all().residual();
        return residual == null ? "" : String.format(Locale.ROOT, " (residual %.2f)", residual);
    }
}
