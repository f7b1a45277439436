package org.graphunlearning.verify.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns derivatives at the first product into scores by key. The derivative by one feature value is an inner product with one row of
 * the first weight, so the gradient over all columns is never formed.
 */
final class Scores {
    private final Subject subject;
    private final Subject.Target target;
    private final double logit;
    private final long[] keys;
    private final double[] signed;
    private final double[] magnitude;
    private Attribution.Edges edges = Attribution.Edges.NONE;
    private Attribution.Features features = Attribution.Features.NONE;
    private final List<Caveat> caveats = new ArrayList<>();

    Scores(Subject subject, Subject.Target target, double logit) {
        this.subject = subject;
        this.target = target;
        this.logit = logit;
        this.keys = new long[target.ball().size()];
        this.signed = new double[keys.length];
        this.magnitude = new double[keys.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = subject.graph().key(rowAt(k));
        }
        if (target.ball().sampled()) {
            caveats.add(Caveat.SAMPLED);
        }
    }

    private int rowAt(int k) {
        return target.ball().rows()[target.ball().byKey()[k]];
    }

    private InputRow inputAt(int k) {
        return subject.inputs().row(rowAt(k));
    }

    /** Scores of feature values and, summed up, of nodes: value times derivative. */
    Scores timesInput(double[] gradient) {
        features = unscored(subject, target.ball());
        int at = 0;
        for (int k = 0; k < keys.length; k++) {
            var input = inputAt(k);
            for (int f = 0; f < input.columns().length; f++) {
                double score = input.values()[f] * derivative(gradient, k, input.columns()[f]);
                features.signed()[at++] = score;
                signed[k] += score;
                magnitude[k] += Math.abs(score);
            }
        }
        return this;
    }

    /** All feature values of a ball, in the order of an attribution, with scores yet to be written. */
    static Attribution.Features unscored(Subject subject, Ball ball) {
        int count = 0;
        for (int row : ball.rows()) {
            count += subject.inputs().row(row).columns().length;
        }
        var out = new Attribution.Features(new long[count], new int[count], new double[count]);
        int at = 0;
        for (int position : ball.byKey()) {
            int row = ball.rows()[position];
            for (int column : subject.inputs().row(row).columns()) {
                out.nodes()[at] = subject.graph().key(row);
                out.columns()[at++] = column;
            }
        }
        return out;
    }

    private double derivative(double[] gradient, int k, int column) {
        var weight = subject.network().inputWeight();
        return weight.dotRow(column, gradient, target.ball().byKey()[k] * weight.columns());
    }

    /** Scores rows without any value as if the average row of the ball lay evenly over all columns. */
    Scores evenWhereZero(double[] gradient) {
        double factor = averageMass() / subject.network().inputWeight().rows();
        for (int k = 0; k < keys.length; k++) {
            if (inputAt(k).isZero()) {
                gradientOnly(gradient, k, factor);
                caveats.add(Caveat.GRADIENT_ONLY_ROWS);
            }
        }
        return this;
    }

    private double averageMass() {
        double sum = 0;
        int rows = 0;
        for (int k = 0; k < keys.length; k++) {
            double mass = inputAt(k).mass();
            sum += mass;
            rows += mass > 0 ? 1 : 0;
        }
        return rows == 0 ? 1 : sum / rows;
    }

    /** Scores of nodes: the gradient over all columns. */
    Scores gradientOnly(double[] gradient) {
        for (int k = 0; k < keys.length; k++) {
            gradientOnly(gradient, k, 1);
        }
        return this;
    }

    private void gradientOnly(double[] gradient, int k, double factor) {
        for (int column = 0; column < subject.network().inputWeight().rows(); column++) {
            double part = factor * derivative(gradient, k, column);
            signed[k] += part;
            magnitude[k] += Math.abs(part);
        }
    }

    /** Scores of edges, by number. */
    Scores edges(double[] scores) {
        edges = edges(subject, target.ball(), scores);
        return this;
    }

    static Attribution.Edges edges(Subject subject, Ball ball, double[] scores) {
        var messages = ball.messages();
        var sources = new long[scores.length];
        var targets = new long[scores.length];
        Arrays.setAll(sources, e -> subject.graph().key(messages.sourceRow(e)));
        Arrays.setAll(targets, e -> subject.graph().key(messages.targetRow(e)));
        return new Attribution.Edges(sources, targets, scores);
    }

    Scores warn(Caveat caveat) {
        caveats.add(caveat);
        return this;
    }

    Attribution attribution() {
        var nodes = new Attribution.Nodes(keys, signed, magnitude);
        return new Attribution(target.key(), target.classIndex(), logit, nodes, edges, features, caveats);
    }
}
