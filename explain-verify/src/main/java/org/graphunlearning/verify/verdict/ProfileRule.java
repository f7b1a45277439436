package org.graphunlearning.verify.verdict;

/**
 * The rule of {@link EvidenceLevel#L3_PROFILE}: a rank test of the model's distance to the mean of references trained with other
 * seeds. Seeds differ more than single deletions do, so for one node or edge it usually answers that it has no power.
 *
 * @param thresholds where to cut
 */
record ProfileRule(Thresholds thresholds) implements Rule<ProfileEvidence> {
    /** The fewest references with which the rank test can reach its level: 19 for 0.05. */
    int needed() {
        // The small number keeps 1 / 0.05, which is not quite 20, from asking for one reference too many.
        return (int) Math.ceil(1 / thresholds.rankLevel() - 1e-9) - 1;
    }

    @Override
    public Judgement judge(ProfileEvidence evidence) {
        int missing = needed() - evidence.references().length;
        if (missing > 0) {
            return level(
                    Verdict.INCONCLUSIVE,
                    Reason.TOO_FEW_REFERENCES,
                    "A rank test at level " + thresholds.rankLevel() + " needs " + needed() + " references; " + missing
                            + " more must be trained.");
        }
        if (evidence.chance(evidence.untouched()) > thresholds.rankLevel()) {
            return level(
                    Verdict.INCONCLUSIVE,
                    Reason.NO_POWER,
                    "The untouched model lies among the references as well, so lying there proves nothing; compare with"
                            + " a reference of the same seed.");
        }
        if (evidence.chance(evidence.candidate()) > thresholds.rankLevel()) {
            return level(
                    Verdict.FORGOTTEN,
                    Reason.INSIDE_REFERENCES,
                    "The model lies among models trained without what was deleted, and the untouched model does not.");
        }
        boolean far = evidence.candidate() >= thresholds.untouchedShare() * evidence.untouched();
        return level(
                far ? Verdict.NOT_FORGOTTEN : Verdict.PARTIALLY_FORGOTTEN,
                Reason.OUTSIDE_REFERENCES,
                far
                        ? "The model lies as far from models trained without what was deleted as the untouched one."
                        : "The model lies outside models trained without what was deleted, but closer than before.");
    }

    private static Judgement level(Verdict verdict, Reason reason, String sentence) {
        return Judgement.of(verdict, reason, EvidenceLevel.L3_PROFILE, sentence);
    }
}
