package org.graphunlearning.verify.report;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.graphunlearning.gnn.unlearn.Guarantee;

/** What the names of guarantees, verdicts and levels of evidence mean to somebody who has read no paper. */
final class Wording {
    /** A promise and its edge. */
    record Promise(String means, String doesNotMean) {}

    /** Verdicts by name. */
    static final Map<String, String> VERDICTS = Map.of(
            "FORGOTTEN",
            "Within the limits below, the model answers and explains its answers as if it had never learned the item.",
            "PARTIALLY_FORGOTTEN",
            "The model moved towards one that never learned the item, but part of the way is left.",
            "NOT_FORGOTTEN",
            "The model still answers or explains its answers as one that learned the item.",
            "OVER_CORRECTED",
            "The model changed more than forgetting the item explains; other answers were damaged on the way.",
            "NEGLIGIBLE_INFLUENCE",
            "The item had no influence that could be measured, so there was nothing to measure the loss of.",
            "INCONCLUSIVE",
            "The evidence does not decide. This is neither a success nor a failure.",
            "NOT_VERIFIED",
            "Nothing was measured that could show whether the model forgot. This is neither a success nor a failure.",
            "INVALID",
            "The item is still among the data, or a check could not be trusted. Nothing below counts as success.");

    /** Levels of evidence by name. */
    static final Map<String, String> EVIDENCE = Map.of(
            "NONE",
            "Nothing was checked beyond what the strategy guarantees.",
            "L0_DATA",
            "Only the absence of the item from the data was checked. That is necessary and never sufficient.",
            "L1_RECOMPUTE",
            "The parameters were derived anew from the log, came out the same to the last bit, and the log does not "
                    + "contain the item. This is the strongest evidence there is.",
            "L2_PAIRED",
            "The model was compared with one retrained without the item from the same random numbers.",
            "L3_PROFILE",
            "The model was compared with several models retrained without the item from other random numbers.",
            "L4_SELF",
            "The model was compared with itself before only; that cannot prove forgetting.");

    private static final Map<Guarantee, Promise> GUARANTEES = Map.of(
            Guarantee.EXACT,
            new Promise(
                    "The parameters equal, bit for bit, those that training from scratch on the remaining graph gives, "
                            + "with the same seed, partition and code.",
                    "It does not mean that the model cannot guess: what remains in the graph may resemble what was deleted."),
            Guarantee.CERTIFIED,
            new Promise(
                    "The parameters lie within a proven statistical distance of retraining without the item.",
                    "It does not mean equality: a small chance of telling the two apart is part of the proof, and the "
                            + "proof holds while its assumptions do."),
            Guarantee.APPROXIMATE,
            new Promise(
                    "The parameters were moved towards those of retraining; how close they came can be measured and is not proven.",
                    "It does not mean that anything is proven. The measurements on this page are all the evidence there is."),
            Guarantee.OUTPUT_ONLY,
            new Promise(
                    "The item no longer enters any answer of the model.",
                    "It does not mean that the parameters forgot: who holds them may still extract what they learned."),
            Guarantee.NOT_IN_TRAINING_SET,
            new Promise(
                    "The model never learned from the item, so nothing had to change and nothing did.",
                    "It does not speak of any other model."));

    /** What no report of this kind can promise. */
    static final List<String> LIMITS = List.of(
            "Backups, dumps and replicas made before the deletion still hold the item and the old parameters.",
            "Exports of the graph or of the model that left the database are out of reach.",
            "Other models, inside or outside this database, were not looked at unless they have a report of their own.",
            "Predictions and explanations that were given earlier cannot be taken back.",
            "Transaction logs and freed records of the database keep deleted values on disk until they are pruned or "
                    + "overwritten.",
            "Commitments can be linked to a deleted thing only by someone who holds the key of the request.",
            "This page is a reading copy. The certificate, not this page, is what an auditor checks.");

    private static final Map<String, String> TONES = Map.of(
            "FORGOTTEN", "good",
            "NOT_FORGOTTEN", "bad",
            "OVER_CORRECTED", "bad",
            "INVALID", "bad");

    private Wording() {}

    static Promise of(Guarantee guarantee) {
        var out = GUARANTEES.get(guarantee);
        if (out == null) {
            throw new IllegalStateException("Guarantee " + guarantee + " has no wording yet; add it to the report.");
        }
        return out;
    }

    static void requireKnown(String kind, String name, Map<String, String> names) {
        if (!names.containsKey(name)) {
            throw new IllegalArgumentException("A report knows no " + kind + " `" + name + "`; known are "
                    + String.join(", ", new TreeSet<>(names.keySet())) + ".");
        }
    }

    /** How a verdict is coloured: good, bad or unsure. Colour repeats what the word says and never stands alone. */
    static String tone(String verdict) {
        return TONES.getOrDefault(verdict, "unsure");
    }
}
