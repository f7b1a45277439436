package org.graphunlearning.workbench.bench;

import org.graphunlearning.verify.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** What stands below the rows: how the controls that matter most were judged over all of them. */
final class VerifyRemarks {
    private final Report report;
    private final VerdictTally untouched = new VerdictTally();
    private final VerdictTally retrained = new VerdictTally();

    VerifyRemarks(Report report) {
        this.report = report;
    }

    void add(Row row) {
        report.add(row);
    }

    void say(String sentence) {
        report.say(sentence);
    }

    /**
     * Adds up verdicts.
     *
     * @param ofUntouched about models that nobody touched; nothing where none was judged
     * @param ofRetrained about retrained ones, of deletions with influence; likewise
     */
    void count(@Nullable VerdictTally ofUntouched, @Nullable VerdictTally ofRetrained) {
        untouched.addAll(ofUntouched);
        retrained.addAll(ofRetrained);
    }

    void sayLast() {
        report.sayOfOthers();
        report.say("no-op FORGOTTEN: " + passed(untouched));
        report.say("retrain FORGOTTEN: " + passed(retrained) + " (of those with influence)");
    }

    private static String passed(VerdictTally tally) {
        return tally.of(Verdict.FORGOTTEN) + " of " + tally.all();
    }
}
