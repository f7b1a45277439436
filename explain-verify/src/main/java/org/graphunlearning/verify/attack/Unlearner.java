package org.graphunlearning.verify.attack;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;

/** The method under test: makes a shadow model forget some of the nodes it was trained on. */
public interface Unlearner {
    /**
     * Forgets; must not write to the model of the task.
     *
     * @param compute for the calling thread only
     */
    Gnn unlearn(Task task, Compute compute);

    /**
     * What to forget.
     *
     * @param model trained on {@code graph} with {@code training}
     * @param graph the graph of that training
     * @param training how it was trained
     * @param members keys of the training nodes to forget, ascending; not empty
     */
    record Task(Gnn model, Graph graph, TrainingConfig training, long[] members) {}
}
