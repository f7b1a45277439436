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

    /** Something that answers with probabilities, such as several models together. */
    interface Probabilities {
        /**
         * What it says about some nodes, without dropout.
         *
         * @param rows rows of the graph, ascending
         * @return rows x classes, row-major, each in [0, 1]; an array of its own, which is written to
         */
        float[] of(Graph graph, int[] rows, Compute compute);
    }

    /**
     * What answers with probabilities; a probability of 0 counts as {@link Float#MIN_NORMAL}, so that every logarithm is finite.
     *
     * @param classes names of the outputs, in order, at least two
     * @param hops how many hops away a node can still change an answer
     */
    static BlackBox of(List<Object> classes, int hops, Probabilities said) {
        return new BlackBox() {
            @Override
            public List<Object> classes() {
                return classes;
            }

            @Override
            public int hops() {
                return hops;
            }

            @Override
            public float[] logits(Graph graph, int[] rows, Compute compute) {
                float[] out = said.of(graph, rows, compute);
                for (int i = 0; i < out.length; i++) {
                    out[i] = (float) StrictMath.log(Math.max(out[i], Float.MIN_NORMAL));
                }
                return out;
            }
        };
    }

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
