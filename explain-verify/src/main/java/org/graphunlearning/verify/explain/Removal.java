package org.graphunlearning.verify.explain;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;

/** Removes the elements of one ball, one at a time. */
final class Removal {
    private final Subject subject;
    private final Subject.Target target;
    private final Compute compute;
    private final Ball ball;
    private final int[] degrees;
    private final double logit;

    Removal(Subject subject, Subject.Target target, Compute compute) {
        this.subject = subject;
        this.target = target;
        this.compute = compute;
        this.ball = target.ball();
        this.degrees = subject.balls().degrees(ball);
        this.logit = logit(ball, target.product());
    }

    private double logit(Ball at, double[] product) {
        compute.check();
        return subject.network().run(at, at.wholeMask(), product).logits()[target.classIndex()];
    }

    Attribution attribution(boolean withFeatures) {
        var edges = new double[ball.messages().edges()];
        Arrays.setAll(edges, this::edge);
        return new Attribution(
                target.key(),
                target.classIndex(),
                logit,
                nodes(),
                Scores.edges(subject, ball, edges),
                withFeatures ? features() : Attribution.Features.NONE);
    }

    private Attribution.Nodes nodes() {
        int[] others = Arrays.stream(ball.byKey()).filter(i -> i > 0).toArray();
        var keys = Arrays.stream(others)
                .mapToLong(i -> subject.graph().key(ball.rows()[i]))
                .toArray();
        var signed = Arrays.stream(others).mapToDouble(this::node).toArray();
        return new Attribution.Nodes(
                keys, signed, Arrays.stream(signed).map(Math::abs).toArray());
    }

    private double node(int position) {
        int row = ball.rows()[position];
        var gone = new boolean[ball.messages().edges()];
        for (int e = 0; e < gone.length; e++) {
            gone[e] = ball.messages().sourceRow(e) == row || ball.messages().targetRow(e) == row;
        }
        int[] fewer = degrees.clone();
        for (int i = 0; i < fewer.length; i++) {
            fewer[i] -= subject.graph().adjacency().contains(row, ball.rows()[i]) ? 1 : 0;
        }
        return logit - logit(without(gone, fewer), target.product());
    }

    private double edge(int number) {
        var gone = new boolean[ball.messages().edges()];
        gone[number] = true;
        boolean directed = subject.graph().adjacency().directed();
        int[] fewer = degrees.clone();
        for (int i = 0; i < fewer.length; i++) {
            boolean receives = ball.rows()[i] == ball.messages().targetRow(number)
                    || (!directed && ball.rows()[i] == ball.messages().sourceRow(number));
            fewer[i] -= receives ? 1 : 0;
        }
        return logit - logit(without(gone, fewer), target.product());
    }

    private Ball without(boolean[] gone, int[] fewer) {
        var left = ball.messages().without(gone);
        return ball.with(left.weighed(subject.balls().weights(), fewer));
    }

    private Attribution.Features features() {
        var out = Scores.unscored(subject, ball);
        int at = 0;
        for (int position : ball.byKey()) {
            for (int column : subject.inputs().row(ball.rows()[position]).columns()) {
                out.signed()[at++] = feature(position, column);
            }
        }
        return out;
    }

    private double feature(int position, int column) {
        var product = target.product().clone();
        var own = subject.inputs().rowWithout(ball.rows()[position], column).product();
        System.arraycopy(own, 0, product, position * own.length, own.length);
        return logit - logit(ball, product);
    }
}
