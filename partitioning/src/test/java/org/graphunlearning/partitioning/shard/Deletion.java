package org.graphunlearning.partitioning.shard;

import java.util.ArrayList;
import java.util.Random;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;

/** One deletion of each kind, drawn with a seed. */
enum Deletion {
    NODE {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            return ForgetSet.ofNodes(connected(graph, random));
        }
    },
    INNER_EDGE {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            return edge(graph, map, false, random);
        }
    },
    CROSSING_EDGE {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            return edge(graph, map, true, random);
        }
    },
    FEATURES {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            return ForgetSet.ofFeatures(connected(graph, random));
        }
    },
    CELLS {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            return ForgetSet.ofFeatures(connected(graph, random), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    },
    LABEL {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            int[] rows = graph.trainingRows();
            return ForgetSet.ofLabels(graph.key(rows[random.nextInt(rows.length)]));
        }
    },
    NODES {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            return NODE.draw(graph, map, random)
                    .and(NODE.draw(graph, map, random))
                    .and(NODE.draw(graph, map, random));
        }
    },
    MIXED {
        @Override
        ForgetSet draw(Graph graph, ShardMap map, Random random) {
            var all = ForgetSet.nothing();
            for (var kind : Deletion.values()) {
                all = kind == MIXED ? all : all.and(kind.draw(graph, map, random));
            }
            return all;
        }
    };

    abstract ForgetSet draw(Graph graph, ShardMap map, Random random);

    ForgetSet draw(Setup setup, long seed) {
        return draw(setup.graph(), setup.map(), new Random(seed));
    }

    private static long connected(Graph graph, Random random) {
        int row = random.nextInt(graph.nodeCount());
        while (graph.adjacency().degree(row) == 0) {
            row = random.nextInt(graph.nodeCount());
        }
        return graph.key(row);
    }

    private static ForgetSet edge(Graph graph, ShardMap map, boolean crossing, Random random) {
        var found = new ArrayList<ForgetSet>();
        var adjacency = graph.adjacency();
        for (int row = 0; row < graph.nodeCount(); row++) {
            for (int k = adjacency.ptr()[row]; k < adjacency.ptr()[row + 1]; k++) {
                if ((map.shardOfRow()[row] != map.shardOfRow()[adjacency.idx()[k]]) == crossing) {
                    found.add(ForgetSet.ofEdge(graph.key(adjacency.idx()[k]), graph.key(row)));
                }
            }
        }
        // One shard has no crossing edges.
        return found.isEmpty() ? ForgetSet.nothing() : found.get(random.nextInt(found.size()));
    }
}
