package org.graphunlearning.partitioning.partition;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * The class probabilities of a graph convolutional network (Kipf and Welling, 2017) trained on the whole graph for a few
 * epochs, as GraphEraser embeds. Costs that training.
 *
 * <p>A cut by these points has seen every label, feature and edge of the training nodes' surroundings, and keeps what it
 * saw after any of them is deleted.
 */
final class TrainedEmbedding implements Embedding {
    /** Enough to tell classes apart; shards need no better. */
    private static final int EPOCHS = 50;

    @Override
    public DenseFeatures of(Graph graph, Partitioner.Cut cut, Compute compute) {
        var config =
                TrainingConfig.defaults(Architecture.GCN).withEpochs(EPOCHS).withSeed(cut.seed());
        var model = Trainer.fit(graph, config, compute);
        return new DenseFeatures(graph.classes().size(), model.probabilities(graph, compute));
    }
}
