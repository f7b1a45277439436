package org.graphunlearning.procedures.report;

import java.util.List;

/** Which columns of a verification stand beside each other on a page, and how to read them. */
final class MetricNames {
    /** In the order of the page. The untouched model is the one before, so both take the same number. */
    static final List<Named> ALL = List.of(
            new Named(
                    "Residual attribution",
                    "Share of explanations that flows through what was deleted when it is shown once more, 0 to 1. It is"
                            + " not 0 for a retrained model either.",
                    "residualAttributionPost",
                    new Control.Column("residualAttributionPre"),
                    new Control.Column("residualAttributionRef")),
            alone(
                    "Residual attribution now",
                    "The same on the graph as it is. Anything above 0 is a leak of data.",
                    "raProd",
                    "it is asked of this model only"),
            fromBefore(
                    "Shift of heat maps",
                    "Distance of explanations from those before, 0 to 1. Large is not good by itself.",
                    "heatmapShift"),
            fromBefore(
                    "Shift of what remains",
                    "The same among what was not deleted: what others notice.",
                    "heatmapShiftRetained"),
            toRetrained(
                    "Distance to the retrained heat maps",
                    "Distance of explanations from those of the retrained model, 0 to 1; 0 is the aim.",
                    "heatmapShift"),
            fromBefore(
                    "Deviation of scores",
                    "Change of scores around what was deleted, 0 to 1, which heat maps cannot show as they add up to 1.",
                    "esd"),
            toRetrained(
                    "Deviation from the retrained scores",
                    "The same between this and the retrained model; 0 is the aim.",
                    "esd"),
            fromBefore(
                    "Edits of explanations",
                    "Nodes and edges that entered or left the explanation, 0 to 1.",
                    "gedAlignedNorm"),
            fromBefore(
                    "Edits of their shape, at least",
                    "The same where only labels count, 0 to 1: a lower bound.",
                    "gedStructLower"),
            fromBefore("Edits of their shape, at most", "The upper bound.", "gedStructUpper"),
            fromBefore(
                    "Shift of rules",
                    "How far rules that imitate the model moved, 0 to 1. For diagnosis; it never enters the verdict.",
                    "graphRuleShift"),
            new Named(
                    "Membership attack, AUC",
                    "How well an attacker tells what was deleted from what was never learned: 0.5 is guessing.",
                    "miaAuc",
                    new Control.Column("miaAucNoop"),
                    new Control.Column("miaAucRef")),
            alone(
                    "Paired membership residual",
                    "How much of what the model knew of what was deleted is left.",
                    "miaResidual",
                    "by definition it is 1 for the untouched and 0 for the retrained model"),
            alone(
                    "Leak of the update, AUC",
                    "How well answers before and after together give away what was deleted. Forgetting does not lower it.",
                    "leakAuc",
                    "it needs an update, which the other models are not"),
            new Named(
                    "Accuracy",
                    "Share of remaining test nodes answered correctly.",
                    "utilityPost",
                    new Control.Column("utilityPre"),
                    new Control.Column("utilityRef")));

    private MetricNames() {}

    /** Where the number of another model comes from. */
    sealed interface Control {
        /**
         * It was measured.
         *
         * @param name the column
         */
        record Column(String name) implements Control {}

        /** It is the distance of a model from itself: 0. */
        record Itself() implements Control {}

        /**
         * There is none.
         *
         * @param why half a sentence
         */
        record None(String why) implements Control {}
    }

    /**
     * A line of the page.
     *
     * @param title its name
     * @param meaning how to read it
     * @param judged the column of the judged model
     * @param untouched the number of the model before
     * @param retrained that of the retrained model
     */
    record Named(String title, String meaning, String judged, Control untouched, Control retrained) {}

    private static Named alone(String title, String meaning, String judged, String why) {
        return new Named(title, meaning, judged, new Control.None(why), new Control.None(why));
    }

    /** A distance from the untouched model. */
    private static Named fromBefore(String title, String meaning, String judged) {
        return new Named(title, meaning, judged, new Control.Itself(), new Control.Column(judged + "Ref"));
    }

    /** A distance to the retrained model; that of the untouched one is the other way round what the retrained one moved. */
    private static Named toRetrained(String title, String meaning, String moved) {
        return new Named(title, meaning, moved + "ToRef", new Control.Column(moved + "Ref"), new Control.Itself());
    }
}
