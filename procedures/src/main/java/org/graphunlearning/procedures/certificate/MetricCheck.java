package org.graphunlearning.procedures.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.StoredMeasures;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Step;

/**
 * What can be checked afterwards of the numbers a certificate signs: that the database shows the same ones, that the verdict follows
 * from them, and that the one which needs nothing of what was deleted is measured again. All others compared explanations with and
 * without what was deleted, which is gone; nobody can measure them again.
 */
final class MetricCheck {
    private static final String STORED = "metrics.stored";
    private static final String VERDICT = "metrics.verdict";

    /** Columns that say how the verification ran; they are not signed. */
    private static final String OPTION = "explainerParams.";

    private final CallScope scope;
    private final Content content;
    private final VerifyConfig config;
    private final String modelName;

    MetricCheck(CallScope scope, Content content, VerifyConfig config) {
        this.scope = scope;
        this.content = content;
        this.config = config;
        this.modelName = String.valueOf(content.facts().procedure().get("modelName"));
    }

    /** The steps; none where nothing was measured, unless they were asked for. */
    List<Step> steps() {
        var signed = SignedNumbers.of(content);
        if (signed == null) {
            return config.metrics()
                    ? List.of(Step.open(
                            STORED,
                            "No number is signed for model `" + modelName
                                    + "`: the deletion was made without `verify`, or nothing could be verified."))
                    : List.of();
        }
        var out = new ArrayList<Step>();
        out.add(stored(signed));
        out.add(verdict(signed));
        if (config.metrics()) {
            out.add(new UtilityCheck(scope, content, config.concurrency()).step(signed));
        }
        return out;
    }

    private Step stored(SignedNumbers signed) {
        var stored = StoredMeasures.of(scope, content.id(), modelName);
        if (stored == null) {
            return Step.open(
                    STORED,
                    "The verification of model `" + modelName
                            + "` is not stored any more; what is signed stands alone.");
        }
        var wrong = new TreeSet<String>();
        var columns = signed.columns();
        compare(columns, stored.columns(), wrong);
        compare(new TreeMap<>(signed.thresholds()), stored.thresholds(), wrong);
        var beyond = new TreeSet<>(stored.columns().keySet());
        beyond.removeAll(columns.keySet());
        beyond.removeIf(
                name -> name.startsWith(OPTION) || (!(stored.columns().get(name) instanceof Double) && !isWord(name)));
        if (!wrong.isEmpty() || !beyond.isEmpty()) {
            wrong.addAll(beyond);
            return Step.failed(
                    STORED, "Other than signed is what the database shows as `" + String.join("`, `", wrong) + "`.");
        }
        int all = columns.size() + signed.thresholds().size();
        return Step.held(STORED, "All " + all + " signed numbers and words are what the database shows, bit for bit.");
    }

    /** Words that must not stand in a row unless they are signed, as no fraction must; how the verification ran is not signed. */
    private static boolean isWord(String name) {
        return name.endsWith("Verdict") || name.equals("calibrationProfile");
    }

    private static void compare(
            SortedMap<String, Object> signed, SortedMap<String, Object> stored, TreeSet<String> wrong) {
        signed.forEach((name, value) -> {
            var there = stored.get(name);
            if (there == null || !value.equals(SignedNumbers.canonical(there))) {
                wrong.add(name);
            }
        });
    }

    private static Step verdict(SignedNumbers signed) {
        try {
            var outcome = signed.replayed();
            return new Step(VERDICT, outcome.follows(), outcome.sentence());
        } catch (IllegalArgumentException e) {
            return Step.open(VERDICT, "This version of the plugin does not know the words or thresholds signed.");
        }
    }
}
