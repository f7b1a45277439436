package org.graphunlearning.verify.explain;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Measures whether the edges that score highest in absolute value are what a prediction rests on (metrics as in Amara et al.,
 * GraphFramEx, 2022, and Agarwal et al., GraphXAI, 2023).
 *
 * @param topEdges how many edges of each explanation are chosen, at least 1; ties go to the smaller keys
 * @param guard what to do about hubs
 */
public record FidelityMeter(int topEdges, HubGuard guard) {
    /** With the usual hub guard. */
    public FidelityMeter(int topEdges) {
        this(topEdges, HubGuard.DEFAULT);
    }

    /** Checks the range. */
    public FidelityMeter {
        if (topEdges < 1) {
            throw new IllegalArgumentException("A fidelity needs at least one edge, not " + topEdges + ".");
        }
    }

    /**
     * The fidelity of each attribution. Three runs forwards over the ball of each.
     *
     * @param attributions of this model and this graph, targets ascending
     * @throws IllegalArgumentException when an attribution scores no edges where there are some, or does not belong to the graph
     */
    public List<Fidelity> measure(Gnn model, Graph graph, List<Attribution> attributions, Compute compute) {
        var subject = Subject.of(model, graph, guard);
        return subject.each(targets(attributions), compute, (target, alone) -> {
            var chosen = chosen(subject, target, attributions);
            double[] whole = logits(subject, target, target.ball().wholeMask());
            double[] only = logits(subject, target, mask(chosen, 0, 1));
            double[] without = logits(subject, target, mask(chosen, 1, 0));
            return fidelity(chosen, new double[][] {whole, only, without});
        });
    }

    static Targets targets(List<Attribution> attributions) {
        return new Targets(
                attributions.stream().mapToLong(Attribution::target).toArray(),
                attributions.stream().mapToInt(Attribution::classIndex).toArray());
    }

    private static Fidelity fidelity(boolean[] chosen, double[][] logits) {
        int y = Softmax.largest(logits[0]);
        double p = Softmax.of(logits[0])[y];
        double plus = Softmax.largest(logits[2]) == y ? 0 : 1;
        double minus = Softmax.largest(logits[1]) == y ? 0 : 1;
        long in = IntStream.range(0, chosen.length).filter(e -> chosen[e]).count();
        return new Fidelity(
                plus,
                minus,
                p - Softmax.of(logits[2])[y],
                p - Softmax.of(logits[1])[y],
                Fidelity.characterisation(plus, minus),
                unfaithfulness(logits[0], logits[1]),
                chosen.length == 0 ? 1 : 1 - (double) in / chosen.length);
    }

    private static double unfaithfulness(double[] whole, double[] only) {
        double[] p = Softmax.logs(whole);
        double[] q = Softmax.logs(only);
        double divergence = 0;
        for (int c = 0; c < p.length; c++) {
            divergence += StrictMath.exp(p[c]) * (p[c] - q[c]);
        }
        return 1 - StrictMath.exp(-Math.max(0, divergence)); // rounding may put a zero below zero
    }

    private static double[] mask(boolean[] chosen, double others, double own) {
        var out = new double[chosen.length];
        Arrays.setAll(out, e -> chosen[e] ? own : others);
        return out;
    }

    static double[] logits(Subject subject, Subject.Target target, double[] mask) {
        return subject.network().run(target.ball(), mask, target.product()).logits();
    }

    /** Which edges of the ball are chosen, by number. */
    boolean[] chosen(Subject subject, Subject.Target target, List<Attribution> attributions) {
        var edges = attributions.stream()
                .filter(one -> one.target() == target.key())
                .findFirst()
                .orElseThrow()
                .edges();
        var messages = target.ball().messages();
        var out = new boolean[messages.edges()];
        if (out.length > 0 && edges.signed().length == 0) {
            throw new IllegalArgumentException(
                    "An explanation scores no edges; explain the node by a method that does, such as `gradientTimesInput`.");
        }
        IntStream.range(0, edges.signed().length)
                .boxed()
                .sorted(Comparator.comparingDouble(e -> -Math.abs(edges.signed()[e])))
                .limit(topEdges)
                .forEach(e -> out[number(subject, messages, edges.sources()[e], edges.targets()[e])] = true);
        return out;
    }

    private static int number(Subject subject, Messages messages, long source, long target) {
        long packed = Messages.pack(subject.graph().row(source), subject.graph().row(target));
        int out = Arrays.binarySearch(messages.ends(), packed);
        if (out < 0) {
            throw new IllegalArgumentException("The edge from " + source + " to " + target
                    + " is scored, but nothing flows over it in this graph; measure on the graph that was explained.");
        }
        return out;
    }
}
