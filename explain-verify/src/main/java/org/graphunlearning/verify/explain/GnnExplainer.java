package org.graphunlearning.verify.explain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
 * GNNExplainer (Ying et al. 2019): soft masks of edges and feature columns, learned so that a class stays probable while little
 * is let through. For display only. Its masks start at random, and different starts can end far apart, so several are averaged and
 * their spread is told; {@link Caveat#UNSTABLE} marks attributions with an edge whose masks deviate by more than 0.2. Nothing is to
 * be concluded from a difference between two of its explanations.
 *
 * <p>Starts are drawn from the hash of the model and the target's key, hence the same at every run and any number of threads. Scores
 * lie in [0, 1]; there are none of nodes. All architectures; a run forwards and one backwards over the ball per epoch and start.
 *
 * @param epochs of Adam, at least 1
 * @param starts that are averaged, at least 1
 * @param learningRate of Adam, above 0
 * @param guard what to do about hubs
 */
public record GnnExplainer(int epochs, int starts, double learningRate, HubGuard guard) implements Explainer {
    private static final double UNSTABLE_ABOVE = 0.2;

    /** 100 epochs from 5 starts at a rate of 0.01. */
    public GnnExplainer() {
        this(100, 5, 0.01, HubGuard.DEFAULT);
    }

    /** Checks the ranges. */
    public GnnExplainer {
        if (epochs < 1 || starts < 1 || !(learningRate > 0)) {
            throw new IllegalArgumentException("`gnnExplainer` needs at least one epoch and one start and a positive"
                    + " learning rate, not " + epochs + ", " + starts + " and " + learningRate + ".");
        }
    }

    @Override
    public String name() {
        return "gnnExplainer";
    }

    @Override
    public SortedMap<String, Object> options() {
        return Collections.unmodifiableSortedMap(
                new TreeMap<>(Map.of("epochs", (long) epochs, "starts", (long) starts, "learningRate", learningRate)));
    }

    /**
     * An attribution and how far its starts agree.
     *
     * @param attribution mean masks
     * @param edgeDeviations standard deviation of each edge's masks, in the order of its edges
     */
    public record Learned(Attribution attribution, double[] edgeDeviations) {
        /** Whether an edge's masks deviate by more than 0.2. */
        public boolean unstable(int edge) {
            return edgeDeviations[edge] > UNSTABLE_ABOVE;
        }
    }

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        return learn(model, graph, targets, compute).stream()
                .map(Learned::attribution)
                .toList();
    }

    /**
     * The same with the spread of each edge's masks.
     *
     * @throws IllegalArgumentException as {@link #explain}
     */
    public List<Learned> learn(Gnn model, Graph graph, Targets targets, Compute compute) {
        var subject = Subject.of(model, graph, guard);
        byte[] hash = model.sha256();
        return subject.each(targets, compute, (target, alone) -> learned(subject, target, hash, alone));
    }

    private Learned learned(Subject subject, Subject.Target target, byte[] hash, Compute compute) {
        var key = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(target.key());
        long seed = ByteBuffer.wrap(Sha256.of(hash, key.array()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        var learning = new MaskLearning(subject, target, compute);
        var edges = new ArrayList<double[]>();
        var features = new ArrayList<double[]>();
        for (int draw = 0; draw < starts; draw++) {
            var masks = learning.learn(seed, draw, this);
            edges.add(masks.edges());
            features.add(masks.features());
        }
        var deviations = deviations(edges);
        var caveats = new ArrayList<Caveat>();
        if (target.ball().sampled()) {
            caveats.add(Caveat.SAMPLED);
        }
        if (Arrays.stream(deviations).anyMatch(deviation -> deviation > UNSTABLE_ABOVE)) {
            caveats.add(Caveat.UNSTABLE);
        }
        var attribution = new Attribution(
                target.key(),
                target.classIndex(),
                subject.run(target).logits()[target.classIndex()],
                Attribution.Nodes.NONE,
                Scores.edges(subject, target.ball(), mean(edges)),
                features(subject, target.ball(), learning.columns(), mean(features)),
                caveats);
        return new Learned(attribution, deviations);
    }

    private static double[] mean(List<double[]> draws) {
        var out = new double[draws.get(0).length];
        for (var draw : draws) {
            for (int k = 0; k < out.length; k++) {
                out[k] += draw[k] / draws.size();
            }
        }
        return out;
    }

    private static double[] deviations(List<double[]> draws) {
        var mean = mean(draws);
        var out = new double[mean.length];
        for (var draw : draws) {
            for (int k = 0; k < out.length; k++) {
                out[k] += (draw[k] - mean[k]) * (draw[k] - mean[k]) / draws.size();
            }
        }
        Arrays.setAll(out, k -> Math.sqrt(out[k]));
        return out;
    }

    /** Every value of a column gets the column's mask. */
    private static Attribution.Features features(Subject subject, Ball ball, int[] columns, double[] masks) {
        var out = Scores.unscored(subject, ball);
        Arrays.setAll(out.signed(), k -> masks[Arrays.binarySearch(columns, out.columns()[k])]);
        return out;
    }
}
