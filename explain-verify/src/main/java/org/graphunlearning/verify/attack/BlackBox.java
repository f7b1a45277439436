package org.graphunlearning.verify.attack;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.model.Gnn;

/** A model as an attacker sees it: it answers for nodes of a graph. Several models together, such as shards, are one too. */
public interface BlackBox {
    /** Names of the outputs, in order, at least two. */
    List<Object> classes();

    /** How many hops away a node can still change an answer. */
    int hops();

    /**
     * What it says about some nodes, without dropout.
     *
     * @param rows rows of the graph, ascending
     * @return rows x classes, row-major; logits, or natural logarithms of probabilities, which serve as logits
     */
    float[] logits(Graph graph, int[] rows, Compute compute);

    /** One model. */
    static BlackBox of(Gnn model) {
        return new BlackBox() {
            @Override
            public List<Object> classes() {
                return model.classes();
            }

            @Override
            public int hops() {
                return model.config().reach().hops();
            }

            @Override
            public float[] logits(Graph graph, int[] rows, Compute compute) {
                return model.into(graph, rows).forward(compute, Pass.inference());
            }
        };
    }
}
