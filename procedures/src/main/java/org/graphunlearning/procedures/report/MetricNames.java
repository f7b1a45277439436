package org.graphunlearning.procedures.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which columns of a verification stand beside each other on a page, and how to read them. */
final class MetricNames {
    private static final String A_DISTANCE =
            "it is a distance between two models, and no other model was put in the place of this one";
    private static final String DEFINED = "by definition it is 1 for the untouched and 0 for the retrained model";

    /** In the order of the page. The untouched model is the one before, so both take the same column. */
    static final List<Named> ALL = List.of(
            new Named(
                    "Residual attribution",
                    "Share of explanations that flows through what was deleted when it is shown once more, 0 to 1. It is"
                            + " not 0 for a retrained model either.",
                    new Columns("residualAttributionPre", "residualAttributionPost", "residualAttributionRef"),
                    ""),
            alone(
                    "Residual attribution now",
                    "The same on the graph as it is. Anything above 0 is a leak of data.",
                    "raProd",
                    "it is asked of this model only"),
            alone(
                    "Shift of heat maps",
                    "Distance of explanations from those before, 0 to 1. Large is not good by itself.",
                    "heatmapShift",
                    A_DISTANCE),
            alone(
                    "Shift of what remains",
                    "The same among what was not deleted: what others notice.",
                    "heatmapShiftRetained",
                    A_DISTANCE),
            alone(
                    "Distance to the retrained heat maps",
                    "Distance of explanations from those of the retrained model, 0 to 1; 0 is the aim.",
                    "heatmapShiftToRef",
                    A_DISTANCE),
            alone(
                    "Deviation of scores",
                    "Change of scores around what was deleted, 0 to 1, which heat maps cannot show as they add up to 1.",
                    "esd",
                    A_DISTANCE),
            alone(
                    "Deviation from the retrained scores",
                    "The same between this and the retrained model; 0 is the aim.",
                    "esdToRef",
                    A_DISTANCE),
            alone(
                    "Edits of explanations",
                    "Nodes and edges that entered or left the explanation, 0 to 1.",
                    "gedAlignedNorm",
                    A_DISTANCE),
            alone(
                    "Edits of their shape, at least",
                    "The same where only labels count, 0 to 1: a lower bound.",
                    "gedStructLower",
                    A_DISTANCE),
            alone("Edits of their shape, at most", "The upper bound.", "gedStructUpper", A_DISTANCE),
            alone(
                    "Shift of rules",
                    "How far rules that imitate the model moved, 0 to 1. For diagnosis; it never enters the verdict.",
                    "graphRuleShift",
                    A_DISTANCE),
            new Named(
                    "Membership attack, AUC",
                    "How well an attacker tells what was deleted from what was never learned: 0.5 is guessing.",
                    new Columns("miaAucNoop", "miaAuc", "miaAucRef"),
                    ""),
            alone(
                    "Paired membership residual",
                    "How much of what the model knew of what was deleted is left.",
                    "miaResidual",
                    DEFINED),
            alone(
                    "Leak of the update, AUC",
                    "How well answers before and after together give away what was deleted. Forgetting does not lower it.",
                    "leakAuc",
                    "it needs an update, which the other models are not"),
            new Named(
                    "Accuracy",
                    "Share of remaining test nodes answered correctly.",
                    new Columns("utilityPre", "utilityPost", "utilityRef"),
                    ""));

    private MetricNames() {}

    /** Columns of the untouched, the judged and the retrained model; null where there is none. */
    private record Columns(
            @Nullable String untouched,
            String judged,
            @Nullable String retrained) {}

    /**
     * A line of the page.
     *
     * @param title its name
     * @param meaning how to read it
     * @param columns where its numbers are
     * @param whyAlone why there are no controls: half a sentence; empty where there are
     */
    record Named(String title, String meaning, Columns columns, String whyAlone) {
        @Nullable
        String before() {
            return columns.untouched();
        }

        String after() {
            return columns.judged();
        }

        @Nullable
        String reference() {
            return columns.retrained();
        }

        @Nullable
        String noop() {
            return columns.untouched();
        }
    }

    private static Named alone(String title, String meaning, String column, String whyAlone) {
        return new Named(title, meaning, new Columns(null, column, null), whyAlone);
    }
}
