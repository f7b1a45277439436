package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.metric.HeatMap;
import org.graphunlearning.verify.metric.ItemKind;
import org.jspecify.annotations.Nullable;

/**
 * What models say and why, as vectors of one layout.
 *
 * @param posteriors of the targets and of the deleted nodes
 * @param heatMaps of the targets whose heat map is defined in every model
 * @param skipped how many targets that leaves out
 * @param domain what the heat maps are over
 */
record Observables(Embedding posteriors, Embedding heatMaps, int skipped, ItemKind domain) {
    /**
     * Lays out the answers of some models, in their order.
     *
     * @param wanted what heat maps should be over; where the explainer gives no such scores to anybody, it is nodes
     * @param posteriors per model the rows of the questions x classes
     * @param attributions per model one per target
     */
    static Observables of(
            Questions questions,
            ItemKind wanted,
            List<double[][]> posteriors,
            List<List<@Nullable Attribution>> attributions) {
        var answers = Embedding.ofPosteriors(questions.rows(), posteriors);
        var domain = attributions.stream().flatMap(List::stream).anyMatch(a -> map(a, wanted) != null)
                ? wanted
                : ItemKind.NODE;
        var keys = new ArrayList<Long>();
        var maps = new ArrayList<List<HeatMap>>();
        for (int t = 0; t < questions.targets().length; t++) {
            var ofAll = maps(attributions, t, domain);
            if (ofAll.size() == attributions.size()) {
                keys.add(questions.targets()[t]);
                maps.add(ofAll);
            }
        }
        var defined = keys.stream().mapToLong(key -> key).toArray();
        var reasons = Embedding.ofHeatMaps(defined, maps, posteriors.size());
        return new Observables(answers, reasons, questions.targets().length - defined.length, domain);
    }

    private static List<HeatMap> maps(List<List<@Nullable Attribution>> attributions, int target, ItemKind domain) {
        var out = new ArrayList<HeatMap>();
        for (var ofModel : attributions) {
            var map = map(ofModel.get(target), domain);
            if (map != null) {
                out.add(map);
            }
        }
        return out;
    }

    private static @Nullable HeatMap map(@Nullable Attribution attribution, ItemKind kind) {
        return attribution == null ? null : HeatMap.of(attribution, kind);
    }

    /** Posteriors and heat maps behind each other. */
    Embedding all() {
        return posteriors.and(heatMaps);
    }
}
