package org.graphunlearning.verify.explain;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;

/**
 * Integrated gradients (Sundararajan, Taly, Yan 2017) from features of zero, in closed form. On the way from zero to the features
 * every hidden value of a two-layer GCN moves on a straight line, so its ReLU is open on one interval; putting that interval's
 * length in the place of the slope makes one backward run exact. Scores of nodes and feature values add up to the change of the
 * logit; there are none of edges. Costs two runs forwards and one backwards.
 *
 * <p>Rows without any feature value score zero, which is what the method says about them. Exact for two layers of GCN only, deletion
 * operators included.
 *
 * @param guard what to do about hubs
 */
public record ExactIntegratedGradients(HubGuard guard) implements Explainer {
    /** With the usual hub guard. */
    public ExactIntegratedGradients() {
        this(HubGuard.DEFAULT);
    }

    @Override
    public String name() {
        return "exactIntegratedGradients";
    }

    @Override
    public List<Attribution> explain(Gnn model, Graph graph, Targets targets, Compute compute) {
        var config = model.config();
        if (config.architecture() != Architecture.GCN || config.layers() != 2) {
            throw new IllegalArgumentException("`exactIntegratedGradients` explains a GCN of 2 layers only, not "
                    + config.architecture() + " with " + config.layers() + "; use `integratedGradients`.");
        }
        var subject = Subject.of(model, graph, guard);
        return subject.each(targets, compute, (target, alone) -> scores(subject, target));
    }

    private static Attribution scores(Subject subject, Subject.Target target) {
        var run = subject.run(target);
        var start =
                subject.network().run(target.ball(), target.ball().wholeMask(), new double[target.product().length]);
        var open = open(start.output(0), run.output(0));
        var gradient = run.backward(run.oneHot(target.classIndex()), List.of(open));
        return new Scores(subject, target, run.logits()[target.classIndex()])
                .timesInput(gradient.product())
                .attribution();
    }

    /** The share of the way on which each value is positive. */
    private static double[] open(double[] from, double[] to) {
        var out = new double[from.length];
        for (int k = 0; k < out.length; k++) {
            double crossing = -from[k] / (to[k] - from[k]);
            if (from[k] > 0) {
                out[k] = to[k] >= 0 ? 1 : crossing;
            } else {
                out[k] = to[k] > 0 ? 1 - crossing : 0;
            }
        }
        return out;
    }
}
