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
import org.graphunlearning.partitioning.shard.CutQuality;
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
        var map = projection.markedMap(shardCount());
        var cut = CutQuality.of(projection.graph(), map);
        long living = Arrays.stream(cut.sizes()).sum();
        var reads = reads();
        return new PartitionProcedures.StatsRow(
                entry.model().name(),
                shardCount() > 1 && config.cut().partitionFrom() == null
                        ? config.cut().partitioner().name()
                        : null,
                shardCount(),
                living,
                projection.graph().nodeCount() - living,
                Arrays.stream(cut.sizes()).asLongStream().boxed().toList(),
                cut.keptEdges(),
                cut.balance(),
                cut.fairness(),
                entry.model().cut().partitionMillis(),
                !reads.isEmpty(),
                reads,
                shards(cut, map),
                advice(cut.sizes()),
                config.resolved());
    }

    /** What the cut looked at; one that was taken over may have looked at anything. */
    private List<String> reads() {
        if (shardCount() == 1) {
            return List.of();
        }
        var from = config.cut().partitionFrom();
        return from != null
                ? List.of("as for model `" + from + "`")
                : config.cut().partitioner().reads().stream()
                        .map(read -> read.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList();
    }

    private String advice(int[] sizes) {
        return sizes.length > 1 && ShardMap.isLopsided(sizes)
                ? "Shard sizes have drifted apart; train the model again to cut evenly."
                : "None.";
    }

    private List<Map<String, Object>> shards(CutQuality cut, ShardMap map) {
        var ghosts = new long[shardCount()];
        for (int row = 0; row < map.shardOfRow().length; row++) {
            if (map.shardOfRow()[row] != ShardMap.NONE) {
                ghosts[map.shardOfRow()[row]] += map.ghosts()[row];
            }
        }
        var out = new ArrayList<Map<String, Object>>();
        for (int s = 0; s < shardCount(); s++) {
            var stored = entry.shards().get(s);
            var shard = ShardCodec.decode(stored.content());
            var row = new LinkedHashMap<String, Object>();
            row.put("shard", (long) s);
            row.put("nodes", (long) cut.sizes()[s]);
            row.put("trainingNodes", (long) cut.trainingRows()[s]);
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
