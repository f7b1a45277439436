package org.graphunlearning.verify.attack;

import java.util.ArrayList;
import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.jspecify.annotations.Nullable;

/**
 * A trigger planted on purpose, for staging only: some training nodes get a pattern of feature values and a wrong label, so that
 * a model that learned them answers that label wherever it sees the pattern. Its success is judged by {@link BinomialTest}.
 *
 * @param columns of the pattern, ascending, at least one
 * @param value of each, finite and not zero
 * @param label the wrong one, among the graph's labels
 */
public record Canary(int[] columns, float value, Object label) {
    /** Checks the form. */
    public Canary {
        columns = Arrays.stream(columns).sorted().distinct().toArray();
        if (columns.length == 0 || !Float.isFinite(value) || value == 0) {
            throw new IllegalArgumentException(
                    "A trigger needs at least one column and a value that is finite and not zero.");
        }
    }

    /**
     * The graph with the trigger on some nodes.
     *
     * @param carriers keys of training nodes
     * @throws IllegalArgumentException when a carrier is not in the training split, or a column or the label does not exist
     */
    public Graph plant(Graph graph, long... carriers) {
        int[] rows = rows(graph, carriers);
        var labels = new ArrayList<@Nullable Object>();
        for (int row = 0; row < graph.nodeCount(); row++) {
            int of = graph.labels().ofRow()[row];
            labels.add(of < 0 ? null : graph.labels().vocabulary().get(of));
        }
        for (int row : rows) {
            if (graph.split().role(row) != Role.TRAIN) {
                throw new IllegalArgumentException("The node with key " + graph.key(row)
                        + " is not trained on, so a trigger there teaches nothing.");
            }
            labels.set(row, label);
        }
        if (!graph.labels().vocabulary().contains(label)) {
            throw new IllegalArgumentException("The trigger's label is none of the graph's "
                    + graph.labels().vocabulary().size() + "; use one of them.");
        }
        var shown = triggered(graph, carriers);
        return Graph.of(graph.keys(), graph.adjacency(), shown.features(), Labels.of(labels.toArray()), graph.split());
    }

    /** The graph with the pattern, but not the label, on some nodes. */
    public Graph triggered(Graph graph, long... nodes) {
        if (columns[0] < 0 || columns[columns.length - 1] >= graph.features().columns()) {
            throw new IllegalArgumentException("A column of the trigger does not exist; a vector has "
                    + graph.features().columns() + ".");
        }
        return FeatureCells.with(graph, rows(graph, nodes), columns, value);
    }

    /** How many of some nodes, shown with the pattern one and all, are answered with the trigger's label. */
    public int hits(BlackBox model, Graph graph, long[] nodes, Compute compute) {
        var keys = Arrays.stream(nodes).sorted().distinct().toArray();
        var said = Answers.of(model, triggered(graph, keys), keys, compute);
        int hits = 0;
        for (int i = 0; i < keys.length; i++) {
            hits += model.classes().get(said.predicted(i)).equals(label) ? 1 : 0;
        }
        return hits;
    }

    private static int[] rows(Graph graph, long[] keys) {
        var rows = Arrays.stream(keys).sorted().distinct().mapToInt(graph::row).toArray();
        if (Arrays.stream(rows).anyMatch(row -> row < 0)) {
            throw new IllegalArgumentException("A node of the trigger is not in the graph; name nodes that are.");
        }
        return rows;
    }
}
