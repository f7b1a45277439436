package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Explainer;
import org.jspecify.annotations.Nullable;

/**
 * The models of a run and what they answer to the same questions. Models with the same bits are asked once.
 *
 * @param models in the order in which answers are given
 * @param twins per model the first with the same bits
 * @param questions what they are asked
 */
record Witnesses(List<Gnn> models, int[] twins, Questions questions) {
    static Witnesses of(VerificationCase subject, TargetSample sample, List<Gnn> models, Compute compute) {
        var hashes = models.stream().map(Gnn::sha256).toList();
        var twins = new int[models.size()];
        for (int m = 0; m < twins.length; m++) {
            int first = 0;
            while (!Arrays.equals(hashes.get(first), hashes.get(m))) {
                first++;
            }
            twins[m] = first;
        }
        return new Witnesses(models, twins, Questions.of(subject, sample, models, compute));
    }

    /** Whether two models have the same bits. */
    boolean same(int one, int other) {
        return twins[one] == twins[other];
    }

    List<double[][]> posteriors(Graph graph, Compute compute) {
        var out = new ArrayList<double[][]>();
        for (int m = 0; m < twins.length; m++) {
            out.add(twins[m] < m ? out.get(twins[m]) : questions.posteriors(models.get(m), graph, compute));
        }
        return out;
    }

    List<List<@Nullable Attribution>> explanations(Graph graph, Explainer explainer, Compute compute) {
        var out = new ArrayList<List<@Nullable Attribution>>();
        for (int m = 0; m < twins.length; m++) {
            out.add(twins[m] < m ? out.get(twins[m]) : questions.explain(models.get(m), graph, explainer, compute));
        }
        return out;
    }
}
