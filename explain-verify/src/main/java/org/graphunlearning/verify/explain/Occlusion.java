package org.graphunlearning.verify.explain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Occlusion (Zeiler, Fergus 2014) by real removal: the score of a node, an edge or a feature value is how much the logit drops when
 * the element leaves the graph, with degrees, attention and the scaling of feature rows as the smaller graph has them, parameters as
 * they are. This is what would happen, not an approximation; but scores of several elements do not add up to the effect of
 * removing them together, and a model retrained without the element may answer differently.
 *
 * <p>The target itself cannot be removed and is not listed among the nodes. One run forwards over the ball per element; all
 * architectures.
 *
 * @param features whether single feature values are removed as well; there are far more of them than nodes and edges
 * @param maxElements how many elements a ball may have, at least 1
 */
public record Occlusion(boolean features, int maxElements) implements Explainer {
    /** Nodes, edges and features, at most 5,000 together. */
    public Occlusion() {
        this(true, 5_000);
    }

    /** Checks the range. */
    public Occlusion {
        if (maxElements < 1) {
            throw new IllegalArgumentException("Occlusion needs at least one element, not " + maxElements + ".");
        }
    }

    @Override
    public String name() {
        return "occlusion";
    }

    @Override
    public SortedMap<String, Object> options() {
        return Collections.unmodifiableSortedMap(
                new TreeMap<>(Map.of("features", features, "maxElements", (long) maxElements)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also when a ball has more elements than allowed
     */
    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        // One node more than elements allowed is already too many.
        var subject = Subject.of(model, graph, new HubGuard(maxElements, 1));
        return subject.each(targets, compute, (target, alone) -> {
            requireFew(subject, target);
            return new Removal(subject, target, alone).attribution(features);
        });
    }

    private void requireFew(Subject subject, Subject.Target target) {
        var ball = target.ball();
        long elements = ball.size() - 1L + ball.messages().edges();
        for (int i = 0; features && i < ball.size(); i++) {
            elements += subject.inputs().row(ball.rows()[i]).columns().length;
        }
        if (ball.sampled() || elements > maxElements) {
            throw new IllegalArgumentException(
                    "More than " + maxElements
                            + " elements flow into a node to explain, too many to remove one by one; leave out features, raise the limit, or use `gradientTimesInput`.");
        }
    }
}
