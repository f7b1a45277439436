package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.testgraphs.GraphData;

/** The two splits that graphs come with, by the names of their columns. */
final class Splits {
    private static final String PUBLISHED = "split";
    private static final String RANDOM = "split_random";

    static final Option OPTION =
            new Option("split", "NAME", RANDOM + " (80/10/10) if not given, or " + PUBLISHED + ", the published one");

    private Splits() {}

    /**
     * The split that is asked for.
     *
     * @throws IllegalArgumentException when there is no such split
     */
    static String of(Arguments arguments) {
        var split = arguments.text("split").orElse(RANDOM);
        if (!List.of(PUBLISHED, RANDOM).contains(split)) {
            throw new IllegalArgumentException(
                    "`--split` takes " + RANDOM + " and " + PUBLISHED + ", not `" + split + "`.");
        }
        return split;
    }

    static Graph graph(GraphData data, String split) {
        return split.equals(PUBLISHED) ? GraphAdapter.withSplit(data) : GraphAdapter.withRandomSplit(data);
    }
}
