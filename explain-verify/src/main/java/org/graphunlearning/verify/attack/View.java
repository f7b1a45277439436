package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/** What a model is shown when it is asked about something it should have forgotten. A number without its view means nothing. */
public enum View {
    /** The graph before the deletion: forgotten things are shown as they were. Only parameters can make a difference. */
    PROBE {
        @Override
        public Graph graph(Graph before, ForgetSet forget) {
            return before;
        }
    },

    /**
     * What is left of them: a forgotten node without its edges, forgotten edges and feature values gone. What changes here is
     * mostly the input, not the model. Nodes that remain get the answers of the graph after the deletion, which is all that callers
     * of the model see; who asks about those alone may show that graph instead.
     */
    PROD {
        @Override
        public Graph graph(Graph before, ForgetSet forget) {
            var edges = new ArrayList<>(forget.edges());
            var in = before.adjacency();
            for (long key : forget.nodes()) {
                addIncoming(edges, before, before.requireRow(key));
            }
            if (in.directed() && forget.nodes().length > 0) {
                addOutgoing(edges, before, in.reversed(), forget.nodes());
            }
            return before.without(new ForgetSet(new long[0], edges, forget.features(), new long[0]));
        }
    };

    /**
     * The graph to ask on: it has all nodes of {@code before}, so that nothing forgotten is missing from the comparison, and
     * their labels. Linear in the size of the graph.
     *
     * @throws IllegalArgumentException when a forgotten thing is not in {@code before}
     */
    public abstract Graph graph(Graph before, ForgetSet forget);

    private static void addIncoming(List<ForgetSet.Edge> edges, Graph graph, int row) {
        var in = graph.adjacency();
        for (int k = in.ptr()[row]; k < in.ptr()[row + 1]; k++) {
            edges.add(new ForgetSet.Edge(graph.key(in.idx()[k]), graph.key(row)));
        }
    }

    private static void addOutgoing(List<ForgetSet.Edge> edges, Graph graph, Adjacency out, long[] keys) {
        for (long key : keys) {
            int row = graph.row(key);
            for (int k = out.ptr()[row]; k < out.ptr()[row + 1]; k++) {
                edges.add(new ForgetSet.Edge(key, graph.key(out.idx()[k])));
            }
        }
    }
}
