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
     * @param weightDecay penalty per training row, positive: the objective is {@code mean loss + weightDecay / 2 |W|^2}, with half
     *     the squared error as the loss of a ridge head; the weight of the constant is penalised like the others
     * @param seed of projection and noise
     */
    public record Config(ModelConfig model, HeadConfig head, double weightDecay, long seed) {
        /** Checks that the head is one that is solved, and can be. */
        public Config {
            if (head.trainsByEpochs()) {
                throw new IllegalArgumentException("The head `softmax` is trained by epochs, not solved.");
            }
            head.requireFits(model);
            head.requireSolvable(weightDecay);
        }
    }

    /**
     * How many columns a head solves for, the constant included.
     *
     * @param inputs width of a feature row
     */
    public static int columns(int inputs, Config config) {
        return Columns.of(inputs, config).count();
    }

    /**
     * Fits from nothing but the graph. The same graph and config give the same bits at any thread count.
     *
     * @param graph with labelled training nodes of at least two classes
     * @return a model whose sidecar holds what later edits need
     * @throws IllegalArgumentException when the features are too large or too many for the head, naming the way out
     */
    public static Gnn fit(Graph graph, Config config, Compute compute) {
        return switch (config.head().kind()) {
            case RIDGE -> RidgeHead.model(graph, config, RidgeHead.state(graph, config, compute), compute);
            case LOGISTIC -> LogisticHead.fit(graph, config, compute);
            case SOFTMAX -> throw new IllegalStateException("The head `softmax` is trained by epochs.");
        };
    }
}
