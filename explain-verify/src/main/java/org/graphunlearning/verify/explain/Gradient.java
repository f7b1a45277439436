package org.graphunlearning.verify.explain;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Saliency (Simonyan, Vedaldi, Zisserman 2014): a node's score is the L1 norm of one logit's gradient by all its feature values,
 * those that are zero included. Scores nodes only; all architectures. Costs a run forwards and one backwards over the ball and
 * O(nodes columns width).
 *
 * <p>It depends on the scale of the features and says nothing about values that are there; {@link GradientTimesInput} does.
 *
 * @param guard what to do about hubs
 */
public record Gradient(HubGuard guard) implements Explainer {
    /** With the usual hub guard. */
    public Gradient() {
        this(HubGuard.DEFAULT);
    }

    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        var subject = Subject.of(model, graph, guard);
        return subject.each(targets, compute, (target, alone) -> {
            var run = subject.run(target);
            var gradient = run.ofLogit(target.classIndex()).product();
            return new Scores(subject, target, run.logits()[target.classIndex()])
                    .gradientOnly(gradient)
                    .attribution();
        });
    }
}
