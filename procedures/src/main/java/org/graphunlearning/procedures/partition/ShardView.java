package org.graphunlearning.procedures.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.partition.Partition;
import org.graphunlearning.partitioning.shard.ShardCodec;
import org.graphunlearning.partitioning.shard.ShardMap;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;

/** The shards of a stored model on the graph as it is now; features are not read. */
final class ShardView {
    private final CallScope scope;
    private final ModelStore.Entry entry;
    private final TrainConfig config;

    ShardView(CallScope scope, String modelName) {
        this.scope = scope;
        this.entry = new ModelStore(scope).load(modelName);
        this.config = TrainConfig.parse(entry.model().config());
    }

    private Projection project(boolean withTargets) {
        var model = entry.model();
        var request = ProjectionRequest.forModel(
                        config.projection(), model.marks(), model.layout(), config.concurrency())
                .withoutFeatures();
        return Projector.project(scope, withTargets ? request : request.withoutTargets());
    }

    PartitionProcedures.StatsRow stats() {
        var projection = project(true);
        var map = projection.shardMap(shardCount());
        int[] living = IntStream.range(0, projection.graph().nodeCount())
                .filter(row -> map.shardOfRow()[row] != ShardMap.NONE)
                .toArray();
        var graph = projection.graph().induced(living);
        var partition = new Partition(
                shardCount(),
                Arrays.stream(living).map(row -> map.shardOfRow()[row]).toArray());
        var partitioner = config.cut().partitioner();
        boolean cut = shardCount() > 1;
        var reads = cut
                ? partitioner.reads().stream()
                        .map(read -> read.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList()
                : List.<String>of();
        return new PartitionProcedures.StatsRow(
                entry.model().name(),
                cut ? partitioner.name() : null,
                shardCount(),
                living.length,
                projection.graph().nodeCount() - living.length,
                Arrays.stream(partition.sizes()).asLongStream().boxed().toList(),
                partition.keptEdges(graph.adjacency()),
                partition.balance(),
                partition.fairness(graph),
                entry.model().cut().partitionMillis(),
                !reads.isEmpty(),
                reads,
                shards(graph, partition, map),
                advice(partition.sizes()),
                config.resolved());
    }

    private String advice(int[] sizes) {
        return sizes.length > 1 && ShardMap.isLopsided(sizes)
                ? "Shard sizes have drifted apart; train the model again to cut evenly."
                : "None.";
    }

    private List<Map<String, Object>> shards(Graph graph, Partition partition, ShardMap map) {
        var training = new long[shardCount()];
        for (int row : graph.trainingRows()) {
            training[partition.shardOfRow()[row]]++;
        }
        var ghosts = new long[shardCount()];
        for (int row = 0; row < map.shardOfRow().length; row++) {
            if (map.shardOfRow()[row] != ShardMap.NONE) {
                ghosts[map.shardOfRow()[row]] += map.ghosts()[row];
            }
        }
        int[] sizes = partition.sizes();
        var out = new ArrayList<Map<String, Object>>();
        for (int s = 0; s < sizes.length; s++) {
            var stored = entry.shards().get(s);
            var shard = ShardCodec.decode(stored.content());
            var row = new LinkedHashMap<String, Object>();
            row.put("shard", (long) s);
            row.put("nodes", (long) sizes[s]);
            row.put("trainingNodes", training[s]);
            row.put("ghosts", ghosts[s]);
            row.put("classes", shard.classes());
            row.put("guarantee", stored.guarantee());
            row.put("sha256", HexFormat.of().formatHex(shard.sha256()));
            out.add(row);
        }
        return out;
    }

    Stream<PartitionProcedures.NodeRow> nodes() {
        var projection = project(false);
        var marks = projection.marks();
        return IntStream.range(0, marks.length)
                .filter(row -> Marks.isTrained(marks[row]))
                .mapToObj(row -> new PartitionProcedures.NodeRow(
                        InternalIds.node(scope.transaction(), projection.nodeIds()[row]),
                        Marks.shard(marks[row]),
                        Marks.role(marks[row]).name().toLowerCase(Locale.ROOT)));
    }

    private int shardCount() {
        return entry.shards().size();
    }
}
