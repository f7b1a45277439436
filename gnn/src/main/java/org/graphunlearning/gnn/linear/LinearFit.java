package org.graphunlearning.gnn.linear;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;

/** Fits the head of a linear architecture. */
public final class LinearFit {
    private LinearFit() {}

    /**
     * How a head is fitted.
     *
     * @param model a linear architecture
     * @param head ridge or logistic
     * @param weightDecay penalty per training row: the objective is {@code mean loss + weightDecay / 2 |W|^2}
     * @param seed of projection and noise
     */
    public record Config(ModelConfig model, HeadConfig head, double weightDecay, long seed) {}

    /** Fits from nothing but the graph. */
    public static Gnn fit(Graph graph, Config config, Compute compute) {
        if (config.head().kind() == HeadConfig.Kind.LOGISTIC) {
            return LogisticHead.fit(graph, config, compute);
        }
        throw new UnsupportedOperationException();
    }
}
