package org.graphunlearning.partitioning.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Partitioner.Cut;
import org.junit.jupiter.api.Test;

class HashSplitTest {
    @Test
    void movesNobodyWhenANodeIsRemoved() {
        var graph = CutGraphs.planted(1);
        var before = shardOfKey(graph);

        for (int row : new int[] {0, 17, 399}) {
            var after = shardOfKey(graph.without(ForgetSet.ofNodes(graph.key(row))));
            assertThat(after).hasSize(399);
            assertThat(before).containsAllEntriesOf(after);
        }
    }

    @Test
    void isAboutEven() {
        // 400 draws of 1/4: four standard deviations are 35.
        assertThat(Arrays.stream(CutGraphs.cut("hash", CutGraphs.planted(1), new Cut(4, 3), 1)
                        .sizes()))
                .allMatch(size -> Math.abs(size - 100) < 35);
    }

    private static Map<Long, Integer> shardOfKey(Graph graph) {
        var shards = CutGraphs.cut("hash", graph, new Cut(7, 11));
        var out = new HashMap<Long, Integer>();
        for (int row = 0; row < shards.length; row++) {
            out.put(graph.key(row), shards[row]);
        }
        return out;
    }
}
