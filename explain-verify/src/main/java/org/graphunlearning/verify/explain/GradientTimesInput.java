package org.graphunlearning.verify.explain;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Gradient times input (Shrikumar, Greenside, Kundaje 2017) of one logit: a feature value's score is the value, as the network
 * reads it, times the logit's derivative by it; a node's is the sum over its values; an edge's is the derivative by a factor on its
 * messages after normalisation or attention, all layers and both directions of an undirected edge added up. What a node keeps of
 * itself has no score. All architectures; scores outside the rounds' reach are exactly zero and not listed.
 *
 * <p>One run forwards and one backwards over the ball of each target: O(values width + messages width + nodes width^2) and that much
 * memory, in double precision. The same bits at any number of threads.
 *
 * <p>It says how the logit answers to a small change, not what happens when something is really deleted: degrees then change as
 * well, and no input gradient sees that ({@link Occlusion} does). Rows without any feature value are scored by their gradient
 * alone and marked {@link Caveat#GRADIENT_ONLY_ROWS}.
 *
 * @param guard what to do about hubs
 */
public record GradientTimesInput(HubGuard guard) implements Explainer {
    /** With the usual hub guard. */
    public GradientTimesInput() {
        this(HubGuard.DEFAULT);
    }

    @Override
    public String name() {
        return "gradientTimesInput";
    }

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        var subject = Subject.of(model, graph, guard);
        return subject.each(targets, compute, (target, alone) -> scores(subject, target));
    }

    static Attribution scores(Subject subject, Subject.Target target) {
        var run = subject.run(target);
        var derivatives = run.ofLogit(target.classIndex());
        return new Scores(subject, target, run.logits()[target.classIndex()])
                .timesInput(derivatives.product())
                .evenWhereZero(derivatives.product())
                .edges(derivatives.edges())
                .attribution();
    }
}
