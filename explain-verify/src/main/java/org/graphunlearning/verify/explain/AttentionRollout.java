package org.graphunlearning.verify.explain;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Attention rollout (Abnar, Zuidema 2020) of a GAT: the shares with which nodes reach the target when the attention of all layers is
 * multiplied. Scores of nodes are not negative and sum to 1. Edges are scored by what flows over them, all layers added up, or with
 * {@link Reduce#MAX} by the largest attention any head of any layer pays them.
 *
 * <p>Says how information is mixed, not how it moves the logit, and is the same for all classes: a picture, never evidence. One run
 * forwards over the ball.
 *
 * @param reduce how heads become one
 * @param residual whether every row keeps half of itself, for networks that add a layer's input to its output
 * @param guard what to do about hubs
 */
public record AttentionRollout(Reduce reduce, boolean residual, HubGuard guard) implements Explainer {
    /** How the attention of several heads becomes one distribution. */
    public enum Reduce {
        /** Their mean. */
        MEAN,
        /** Their maximum, scaled so that a row sums to 1. */
        MAX;

        /** Its name in configurations. */
        public String option() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The mean of the heads, without a residual. */
    public AttentionRollout() {
        this(Reduce.MEAN, false, HubGuard.DEFAULT);
    }

    @Override
    public String name() {
        return "attentionRollout";
    }

    @Override
    public SortedMap<String, Object> options() {
        return Collections.unmodifiableSortedMap(
                new TreeMap<>(Map.of("reduce", reduce.option(), "residual", residual)));
    }

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        if (model.config().architecture() != Architecture.GAT) {
            throw new IllegalArgumentException("`attentionRollout` explains a GAT only, not "
                    + model.config().architecture() + "; use `gradientTimesInput`.");
        }
        var subject = Subject.of(model, graph, guard);
        return subject.each(targets, compute, (target, alone) -> rolled(subject, target));
    }

    private Attribution rolled(Subject subject, Subject.Target target) {
        var run = subject.run(target);
        var ball = target.ball();
        var edges = new double[ball.messages().edges()];
        var mass = new double[ball.size()];
        mass[0] = 1;
        for (int l = subject.model().layers().size() - 1; l >= 0; l--) {
            mass = new Layer((AttentionTape) run.tape(l)).pass(mass, edges);
        }
        var keys = new long[mass.length];
        var shares = new double[mass.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = subject.graph().key(ball.rows()[ball.byKey()[k]]);
            shares[k] = mass[ball.byKey()[k]];
        }
        return new Attribution(
                target.key(),
                target.classIndex(),
                run.logits()[target.classIndex()],
                new Attribution.Nodes(keys, shares, shares.clone()),
                Scores.edges(subject, ball, edges),
                Attribution.Features.NONE,
                ball.sampled() ? List.of(Caveat.SAMPLED) : List.of());
    }

    private final class Layer {
        private final AttentionTape tape;

        Layer(AttentionTape tape) {
            this.tape = tape;
        }

        /** The mass that the senders get from that of the listeners. */
        double[] pass(double[] mass, double[] edges) {
            var out = new double[mass.length];
            for (int i = 0; i < tape.targets(); i++) {
                var shares = shares(i);
                double scale = residual ? 0.5 : 1;
                out[i] += (1 - scale) * mass[i];
                for (int entry = 0; entry < shares.length; entry++) {
                    double flow = scale * shares[entry] * mass[i];
                    out[tape.sender(i, entry)] += flow;
                    if (entry > 0) {
                        int e = tape.edge(i, entry);
                        edges[e] = reduce == Reduce.MAX ? Math.max(edges[e], largest(i, entry)) : edges[e] + flow;
                    }
                }
            }
            return out;
        }

        private double[] shares(int i) {
            var out = new double[tape.entries(i)];
            Arrays.setAll(out, entry -> reduce == Reduce.MAX ? largest(i, entry) : total(i, entry));
            double sum = Arrays.stream(out).sum();
            Arrays.setAll(out, entry -> out[entry] / sum);
            return out;
        }

        private double largest(int i, int entry) {
            double out = 0;
            for (int h = 0; h < tape.heads(); h++) {
                out = Math.max(out, tape.attention(i, entry, h));
            }
            return out;
        }

        private double total(int i, int entry) {
            double out = 0;
            for (int h = 0; h < tape.heads(); h++) {
                out += tape.attention(i, entry, h);
            }
            return out;
        }
    }
}
