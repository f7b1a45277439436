package org.graphunlearning.workbench.demo;

import java.util.List;
import java.util.Locale;
import org.graphunlearning.workbench.demo.UnlearnClient.Deleted;
import org.graphunlearning.workbench.demo.UnlearnClient.Prediction;

/**
 * One deletion, told before and after.
 *
 * @param what was asked for
 * @param deleted what the plugin answered
 * @param hashes of the parameters
 * @param before the model's answers
 * @param after the model's answers
 * @param reachesTraining whether the deletion must change the parameters
 */
record Step(String what, Deleted deleted, Hashes hashes, Answers before, Answers after, boolean reachesTraining) {
    static final List<String> HEADINGS = List.of(
            "deleted",
            "guarantee",
            "shards",
            "parameters before",
            "after",
            "from scratch",
            "test accuracy",
            "class of a neighbour",
            "millis");
    private static final int SHOWN_DIGITS = 10;

    /** SHA-256 of the parameters before, after, and of a model that never saw what was deleted. */
    record Hashes(String before, String after, String fromScratch) {}

    /**
     * What the model says.
     *
     * @param accuracy share of test nodes it gets right
     * @param witness what it says about a node near the deleted
     */
    record Answers(double accuracy, Prediction witness) {
        private String sureness() {
            return String.format(Locale.ROOT, "%d (%.3f)", witness.predictedClass(), witness.share());
        }
    }

    /** Equal to the model that never saw it, and different from the one that did where it must be. */
    boolean isExact() {
        boolean changed = !hashes.after().equals(hashes.before());
        return deleted.guarantee().equals("EXACT")
                && hashes.after().equals(hashes.fromScratch())
                && changed == reachesTraining;
    }

    List<String> cells() {
        return List.of(
                what,
                deleted.guarantee(),
                Long.toString(deleted.shards()),
                abbreviated(hashes.before()),
                abbreviated(hashes.after()),
                isExact() ? "equal" : "DIFFERS: " + abbreviated(hashes.fromScratch()),
                String.format(Locale.ROOT, "%.4f -> %.4f", before.accuracy(), after.accuracy()),
                before.sureness() + " -> " + after.sureness(),
                Long.toString(deleted.wallMillis()));
    }

    private static String abbreviated(String hash) {
        return hash.substring(0, Math.min(SHOWN_DIGITS, hash.length()));
    }
}
