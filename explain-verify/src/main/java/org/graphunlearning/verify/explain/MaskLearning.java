package org.graphunlearning.verify.explain;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.KeyHash;

/** Learns the masks of {@link GnnExplainer} for one target: one per edge, and one per feature column shared by all nodes. */
final class MaskLearning {
    private static final MaskLogits.Price EDGES = new MaskLogits.Price(0.005, 0, 1);
    private static final MaskLogits.Price FEATURES = new MaskLogits.Price(0, 1, 0.1);
    private static final long OF_EDGES = 1;
    private static final long OF_FEATURES = 2;

    private final Subject subject;
    private final Subject.Target target;
    private final Compute compute;
    private final Matrix weight;
    private final int[] columns;

    /**
     * The masks.
     *
     * @param edges one per edge of the ball
     * @param features one per column of {@link #columns()}
     */
    record Masks(double[] edges, double[] features) {}

    MaskLearning(Subject subject, Subject.Target target, Compute compute) {
        this.subject = subject;
        this.target = target;
        this.compute = compute;
        this.weight = subject.network().inputWeight();
        this.columns = Arrays.stream(target.ball().rows())
                .flatMap(row -> Arrays.stream(subject.inputs().row(row).columns()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Columns with a value somewhere in the ball, ascending. */
    int[] columns() {
        return columns;
    }

    /** The masks after so many epochs from one random start. */
    Masks learn(long seed, int draw, GnnExplainer options) {
        var edges = new MaskLogits(edgeStart(CounterRng.purpose(seed, draw, OF_EDGES)));
        var features = new MaskLogits(featureStart(CounterRng.purpose(seed, draw, OF_FEATURES)));
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            compute.check();
            var masks = features.values();
            var run = subject.network().run(target.ball(), edges.values(), product(masks));
            var derivatives = run.backward(lossAtLogits(run));
            features.step(byColumn(derivatives.product()), FEATURES, options.learningRate());
            edges.step(derivatives.edges(), EDGES, options.learningRate());
        }
        return new Masks(edges.values(), features.values());
    }

    private double[] edgeStart(long purpose) {
        var messages = target.ball().messages();
        double deviation = Math.sqrt(2) * Math.sqrt(1.0 / target.ball().size());
        var out = new double[messages.edges()];
        for (int e = 0; e < out.length; e++) {
            long source = subject.graph().key(messages.sourceRow(e));
            out[e] = deviation
                    * normal(purpose, KeyHash.mix(source, subject.graph().key(messages.targetRow(e))));
        }
        return out;
    }

    private double[] featureStart(long purpose) {
        var out = new double[columns.length];
        Arrays.setAll(out, k -> 0.1 * normal(purpose, columns[k]));
        return out;
    }

    /** A standard normal number of its own for every element (Box, Muller 1958). */
    private static double normal(long purpose, long element) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - CounterRng.uniform(KeyHash.mix(purpose, 0), element)));
        return radius * StrictMath.cos(2 * Math.PI * CounterRng.uniform(KeyHash.mix(purpose, 1), element));
    }

    private double[] lossAtLogits(Evaluation run) {
        var out = Softmax.of(run.logits());
        out[target.classIndex()] -= 1;
        return out;
    }

    private double[] product(double[] masks) {
        var out = new double[target.product().length];
        for (int i = 0; i < target.ball().size(); i++) {
            var row = subject.inputs().row(target.ball().rows()[i]);
            for (int f = 0; f < row.columns().length; f++) {
                double masked = row.values()[f] * masks[Arrays.binarySearch(columns, row.columns()[f])];
                weight.addRow(row.columns()[f], masked, out, i * weight.columns());
            }
        }
        return out;
    }

    private double[] byColumn(double[] gradient) {
        var out = new double[columns.length];
        for (int i = 0; i < target.ball().size(); i++) {
            var row = subject.inputs().row(target.ball().rows()[i]);
            for (int f = 0; f < row.columns().length; f++) {
                double derivative = weight.dotRow(row.columns()[f], gradient, i * weight.columns());
                out[Arrays.binarySearch(columns, row.columns()[f])] += row.values()[f] * derivative;
            }
        }
        return out;
    }
}
