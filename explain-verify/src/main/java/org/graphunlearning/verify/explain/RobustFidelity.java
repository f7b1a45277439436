package org.graphunlearning.verify.explain;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.CounterRng;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Fidelity under partial removal (Zheng et al., Towards Robust Fidelity, 2024): a graph that lost a few edges resembles what the
 * model knows, one that lost all of them does not.
 *
 * @param meter which edges are chosen
 * @param draws how often edges are drawn, at least 1
 * @param keep probability of each edge to stay, in [0, 1]
 * @param seed of the draws, which are keyed by target and edge
 */
public record RobustFidelity(FidelityMeter meter, int draws, double keep, long seed) {
    /** 20 draws that keep nine of ten edges. */
    public RobustFidelity(FidelityMeter meter, long seed) {
        this(meter, 20, 0.9, seed);
    }

    /** Checks the ranges. */
    public RobustFidelity {
        if (draws < 1 || !(keep >= 0 && keep <= 1)) {
            throw new IllegalArgumentException(
                    "Robust fidelity needs at least one draw and a probability in [0, 1], not " + draws + " and " + keep
                            + ".");
        }
    }

    /**
     * What partial removal does to the probability of the class predicted.
     *
     * @param plus its mean drop where the edges chosen stay only by chance; higher is better
     * @param minus its mean drop where the others do; lower is better
     */
    public record Drop(double plus, double minus) {}

    /**
     * The drops of each attribution; two runs forwards over its ball per draw.
     *
     * @param attributions of this model and this graph, targets ascending
     * @throws IllegalArgumentException as {@link FidelityMeter#measure}
     */
    public List<Drop> measure(Gnn model, Graph graph, List<Attribution> attributions, Compute compute) {
        var subject = Subject.of(model, graph, meter.guard());
        var targets = FidelityMeter.targets(attributions);
        return subject.each(targets, compute, (target, alone) -> {
            var chosen = meter.chosen(subject, target, attributions);
            return drop(new Probability(subject, target), chosen, alone);
        });
    }

    private Drop drop(Probability probability, boolean[] chosen, Compute compute) {
        double plus = 0;
        double minus = 0;
        for (int draw = 0; draw < draws; draw++) {
            compute.check();
            var kept = kept(probability.subject, probability.target, draw);
            plus += probability.drop(thinned(chosen, kept, true)) / draws;
            minus += probability.drop(thinned(chosen, kept, false)) / draws;
        }
        return new Drop(plus, minus);
    }

    /** The probability of the class that the model predicts for a target. */
    private static final class Probability {
        private final Subject subject;
        private final Subject.Target target;
        private final int predicted;
        private final double whole;

        Probability(Subject subject, Subject.Target target) {
            this.subject = subject;
            this.target = target;
            double[] logits =
                    FidelityMeter.logits(subject, target, target.ball().wholeMask());
            this.predicted = Softmax.largest(logits);
            this.whole = Softmax.of(logits)[predicted];
        }

        double drop(double[] mask) {
            return whole - Softmax.of(FidelityMeter.logits(subject, target, mask))[predicted];
        }
    }

    private boolean[] kept(Subject subject, Subject.Target target, int draw) {
        var messages = target.ball().messages();
        var out = new boolean[messages.edges()];
        long purpose = CounterRng.purpose(seed, draw, target.key());
        for (int e = 0; e < out.length; e++) {
            long source = subject.graph().key(messages.sourceRow(e));
            long edge = KeyHash.mix(source, subject.graph().key(messages.targetRow(e)));
            out[e] = CounterRng.uniform(purpose, edge) < keep;
        }
        return out;
    }

    private static double[] thinned(boolean[] chosen, boolean[] kept, boolean ofChosen) {
        var out = new double[chosen.length];
        Arrays.setAll(out, e -> chosen[e] != ofChosen || kept[e] ? 1 : 0);
        return out;
    }
}
