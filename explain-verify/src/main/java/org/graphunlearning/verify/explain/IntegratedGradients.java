package org.graphunlearning.verify.explain;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Integrated gradients (Sundararajan, Taly, Yan 2017) by the midpoint rule. Scores of nodes and feature values come from a path on
 * which the features grow from the baseline while edges stay; scores of edges from another, on which all messages grow from zero
 * while features stay. A path that moved both would give other numbers. On each path the scores add up to the change of the logit,
 * as closely as {@link Integrated} says; {@link Caveat#INCOMPLETE} marks those still more than 1 % and 1e-4 off at the most steps
 * allowed.
 *
 * <p>All architectures. A run forwards and one backwards per step and path over the ball of each target; memory of one step.
 *
 * @param steps of the midpoint rule to begin with, 1 to 65536; doubled while the sum is off
 * @param maxSteps where doubling ends, not less than {@code steps}, at most 65536
 * @param baseline where the features start
 * @param guard what to do about hubs
 */
public record IntegratedGradients(int steps, int maxSteps, Baseline baseline, HubGuard guard) implements Explainer {
    /** 32 to 256 steps from zero. */
    public IntegratedGradients() {
        this(32, 256, Baseline.ZERO, HubGuard.DEFAULT);
    }

    /** Checks the ranges. */
    public IntegratedGradients {
        if (steps < 1 || maxSteps < steps || maxSteps > 65_536) {
            throw new IllegalArgumentException(
                    "Steps must lie between 1 and their maximum, and that not above 65536, not " + steps + " and "
                            + maxSteps + ".");
        }
    }

    @Override
    public String name() {
        return "integratedGradients";
    }

    @Override
    public SortedMap<String, Object> options() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(
                Map.of("steps", (long) steps, "maxSteps", (long) maxSteps, "baseline", baseline.option())));
    }

    /**
     * An attribution and how complete it is.
     *
     * @param attribution the scores
     * @param nodeSteps steps of the path on which features move
     * @param nodeError how far the sum of the nodes' scores is from the change of the logit, never negative
     * @param edgeSteps steps of the path on which edges move
     * @param edgeError likewise for the edges' scores
     */
    public record Integrated(
            Attribution attribution, int nodeSteps, double nodeError, int edgeSteps, double edgeError) {}

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        return integrate(model, graph, targets, compute).stream()
                .map(Integrated::attribution)
                .toList();
    }

    /**
     * The same with the completeness of each attribution.
     *
     * @throws IllegalArgumentException as {@link #explain}, and when the graph has no such baseline
     */
    public List<Integrated> integrate(Gnn model, Graph graph, Targets targets, Compute compute) {
        var values = baseline.values(model, graph);
        // Rows of this subject are differences from the baseline.
        var subject = Subject.of(model, graph, guard, values);
        var start = new double[subject.network().inputWeight().columns()];
        for (int column = 0; column < values.length; column++) {
            subject.network().inputWeight().addRow(column, values[column], start, 0);
        }
        return subject.each(targets, compute, (target, alone) -> new Paths(subject, target, start, alone).integrated());
    }

    /** Both paths of one target. */
    private final class Paths {
        private final Subject subject;
        private final Subject.Target target;
        private final double[] start;
        private final Compute compute;

        Paths(Subject subject, Subject.Target target, double[] start, Compute compute) {
            this.subject = subject;
            this.target = target;
            this.start = start;
            this.compute = compute;
        }

        private Evaluation run(double features, double edges) {
            compute.check();
            var product = target.product().clone();
            for (int k = 0; k < product.length; k++) {
                product[k] = start[k % start.length] + features * product[k];
            }
            var mask = target.ball().wholeMask();
            Arrays.fill(mask, edges);
            return subject.network().run(target.ball(), mask, product);
        }

        private double logit(double features, double edges) {
            return run(features, edges).logits()[target.classIndex()];
        }

        Integrated integrated() {
            var rule = new Midpoint(steps, maxSteps);
            double logit = logit(1, 1);
            var nodes = rule.along(
                    a -> run(a, 1).ofLogit(target.classIndex()).product(), target.product(), logit - logit(0, 1));
            var edges = rule.along(
                    a -> run(1, a).ofLogit(target.classIndex()).edges(),
                    target.ball().wholeMask(),
                    logit - logit(1, 0));
            var scores = new Scores(subject, target, logit)
                    .timesInput(nodes.average())
                    .edges(edges.average());
            if (!nodes.complete() || !edges.complete()) {
                scores.warn(Caveat.INCOMPLETE);
            }
            return new Integrated(scores.attribution(), nodes.steps(), nodes.error(), edges.steps(), edges.error());
        }
    }
}
