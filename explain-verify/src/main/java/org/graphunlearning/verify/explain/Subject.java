package org.graphunlearning.verify.explain;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;

/** A model and a graph, made ready once for all targets of a call. */
record Subject(Gnn model, Graph graph, BallNetwork network, Balls balls, InputRows inputs) {
    /** With a zero baseline. */
    static Subject of(Gnn model, Graph graph, HubGuard guard) {
        return of(model, graph, guard, new double[0]);
    }

    static Subject of(Gnn model, Graph graph, HubGuard guard, double[] baseline) {
        if (graph.features().columns() != model.inputChannels()) {
            throw new IllegalArgumentException("The model reads " + model.inputChannels()
                    + " feature columns, but the graph has " + graph.features().columns()
                    + "; project the properties it was trained on.");
        }
        if (!model.isFinite()) {
            throw new IllegalArgumentException("The model has parameters that are not finite; train it again.");
        }
        var network = new BallNetwork(model, graph);
        return new Subject(
                model,
                graph,
                network,
                Balls.of(model, graph, guard),
                new InputRows(model, graph, network.inputWeight(), baseline));
    }

    /**
     * One logit and what it depends on.
     *
     * @param key of the node
     * @param product first products of the ball
     */
    record Target(long key, int classIndex, Ball ball, double[] product) {}

    /** The run of the network on a target as it is. */
    Evaluation run(Target target) {
        return network.run(target.ball, target.ball.wholeMask(), target.product);
    }

    /** Explains one target. */
    @FunctionalInterface
    interface Method<T> {
        T explain(Target target, Compute alone);
    }

    /** One result per target, in their order; each target is worked on by one thread. */
    @SuppressWarnings("unchecked")
    <T> List<T> each(Targets targets, Compute compute, Method<T> method) {
        int[] rows = rows(targets);
        var out = (T[]) new Object[targets.size()];
        compute.each(rows.length, (task, alone) -> {
            alone.check();
            var ball = balls.around(rows[task]);
            var target = new Target(targets.keys()[task], targets.classes()[task], ball, inputs.products(ball));
            out[task] = method.explain(target, alone);
        });
        return List.of(out);
    }

    private int[] rows(Targets targets) {
        var out = new int[targets.size()];
        for (int t = 0; t < out.length; t++) {
            out[t] = targets.row(graph, t);
            int classIndex = targets.classes()[t];
            if (classIndex < 0 || classIndex >= model.classes().size()) {
                throw new IllegalArgumentException("Class " + classIndex + " does not exist; the model has "
                        + model.classes().size() + " classes, counted from 0.");
            }
        }
        return out;
    }
}
