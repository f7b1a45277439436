package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;

/**
 * The stations of a benchmark: every graph with every kind of model.
 *
 * @param graphs folders
 * @param split name of the column
 * @param learners what to train
 */
record Course(List<String> graphs, String split, List<Learner> learners) {
    /** What is done at a station. */
    interface Station {
        void measure(Setting setting, Graph graph);
    }

    /** Goes through all of it; each graph is read once. */
    void run(GraphFolders folders, Compute compute, Station station) {
        for (var name : graphs) {
            run(name, folders, compute, station);
        }
    }

    /** Goes through the models of one graph. */
    void run(String name, GraphFolders folders, Compute compute, Station station) {
        var graph = Splits.graph(folders.read(name), split);
        for (var learner : learners) {
            station.measure(new Setting(name, learner, split, compute.description()), graph);
        }
    }
}
