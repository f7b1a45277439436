package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Caveat;
import org.graphunlearning.verify.metric.ItemKind;
import org.jspecify.annotations.Nullable;

/** What a reader of a verification should know besides its verdict, in the order in which it turned up. */
final class Cautions {
    private final List<String> sentences = new ArrayList<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    void addAll(List<String> some) {
        sentences.addAll(some);
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    void calibration(@Nullable CalibrationProfile profile) {
        if (profile != null && !profile.trusted()) {
            add("The rule judges only " + Math.round(100 * profile.balancedAccuracy())
                    + " % of its calibration's controls rightly; its verdicts are weak evidence here.");
        }
    }

    void domain(ItemKind wanted, Observables observed, String explainer) {
        if (observed.domain() != wanted) {
            add("The explainer `" + explainer
                    + "` gives no scores of the kind that was deleted, so heat maps are over nodes.");
        }
    }

    /** Explanations can be manipulated at nearly unchanged predictions, hardly two kinds of them alike. */
    void disagreement(Movements movements, double cut) {
        var first = movements.all().residual();
        var second = movements.second() == null ? null : movements.second().residual();
        if (first != null && second != null && (first < cut) != (second < cut)) {
            add("The two explainers disagree on which side of the cut the residual lies.");
        }
    }

    /** What explainers say about their own numbers, once for all targets and models. */
    void caveats(List<List<@Nullable Attribution>> models) {
        for (var caveat : Caveat.values()) {
            long targets = 0;
            for (int t = 0; t < models.get(0).size(); t++) {
                int at = t;
                targets += models.stream().map(of -> of.get(at)).anyMatch(a -> a != null && a.has(caveat)) ? 1 : 0;
            }
            if (targets > 0) {
                add("For " + targets + " of " + models.get(0).size() + " targets " + sentence(caveat));
            }
        }
    }

    private static String sentence(Caveat caveat) {
        return switch (caveat) {
            case GRADIENT_ONLY_ROWS -> "some nodes have no feature value and were scored by their gradient alone.";
            case SAMPLED -> "the neighbourhood is too large, and a fixed sample of it was explained.";
            case INCOMPLETE -> "scores do not add up to the change of the logit as closely as asked for.";
            case UNSTABLE -> "some scores depend on a random start; take another explainer to decide by.";
        };
    }
}
