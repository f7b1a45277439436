package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/** What a caller asks to be forgotten; shares are of the labelled training nodes, or of all edges. */
enum Demand {
    NODE("node-1", What.NODES, 0),
    NODES_HALF_PERCENT("node-0.5%", What.NODES, 0.005),
    NODES_5_PERCENT("node-5%", What.NODES, 0.05),
    NODES_10_PERCENT("node-10%", What.NODES, 0.1),
    EDGES_5_PERCENT("edge-5%", What.EDGES, 0.05),
    FEATURES_5_PERCENT("feature-5%", What.FEATURES, 0.05);

    private static final int MOST_DRAWS = 100;

    private enum What {
        NODES,
        EDGES,
        FEATURES
    }

    private final String word;
    private final What what;
    private final double share;

    Demand(String word, What what, double share) {
        this.word = word;
        this.what = what;
        this.share = share;
    }

    /** As it is written on the command line and in rows. */
    String word() {
        return word;
    }

    static String words() {
        return Arrays.stream(values()).map(Demand::word).collect(Collectors.joining(","));
    }

    static Demand named(String word) {
        return Arrays.stream(values())
                .filter(demand -> demand.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`--requests` takes " + words().replace(",", ", ") + ", not `" + word + "`."));
    }

    /**
     * Draws what to forget; drawn anew as long as a class would vanish with it.
     *
     * @throws IllegalStateException when no draw keeps every class
     */
    ForgetSet draw(Graph graph, long seed) {
        long purpose = KeyHash.mix(word.hashCode(), seed);
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            var forget = drawn(graph, KeyHash.mix(purpose, draw));
            if (graph.without(forget).classes().equals(graph.classes())) {
                return forget;
            }
        }
        throw new IllegalStateException(
                "Of " + MOST_DRAWS + " draws of `" + word + "` none leaves every class a training node.");
    }

    private ForgetSet drawn(Graph graph, long purpose) {
        int[] training = graph.trainingRows();
        return switch (what) {
            case NODES -> ForgetSet.ofNodes(KeyedDraw.keys(graph, training, count(training.length), purpose));
            case EDGES -> {
                int count = count(graph.adjacency().edgeCount());
                yield new ForgetSet(new long[0], KeyedDraw.edges(graph, count, purpose), List.of(), new long[0]);
            }
            case FEATURES -> {
                var cells = Arrays.stream(KeyedDraw.keys(graph, training, count(training.length), purpose))
                        .mapToObj(key -> new ForgetSet.Cells(key, new int[0]))
                        .toList();
                yield new ForgetSet(new long[0], List.of(), cells, new long[0]);
            }
        };
    }

    /** At least one. */
    int count(int all) {
        return Math.max(1, (int) Math.round(share * all));
    }
}
