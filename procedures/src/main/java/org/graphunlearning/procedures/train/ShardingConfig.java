package org.graphunlearning.procedures.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.graphunlearning.partitioning.Partitioners;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.repair.Repair;
import org.graphunlearning.partitioning.shard.Sharding;
import org.graphunlearning.procedures.config.ConfigReader;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code unlearn.train} that say how a model is sharded.
 *
 * @param sharding shards, repair, aggregation, slices
 * @param partitioner how to cut; of no meaning with one shard
 * @param partitionFrom name of a model whose cut to take instead; null cuts anew
 */
public record ShardingConfig(
        Sharding sharding,
        Partitioner partitioner,
        @Nullable String partitionFrom) {
    private static final List<String> KEYS =
            List.of("partitioner", "partitionFrom", "aggregation", "repair", "strict", "slices");
    private static final int MOST_SHARDS = 1_000_000;

    static ShardingConfig read(ConfigReader in) {
        int shards = in.intIn("shards", 1, 1, MOST_SHARDS);
        if (shards == 1) {
            for (var key : KEYS) {
                if (in.has(key)) {
                    throw new IllegalArgumentException(
                            "`" + key + "` is about shards and there is one; set `shards` to 2 or more.");
                }
            }
            return new ShardingConfig(
                    Sharding.single(), Partitioners.named(Partitioners.names().get(0)), null);
        }
        var from = in.textOrNull("partitionFrom");
        if (from != null && in.has("partitioner")) {
            throw new IllegalArgumentException("Give either `partitioner` or `partitionFrom`, not both.");
        }
        var partitioner = from == null
                ? in.oneOf("partitioner", Partitioners.names().get(0), Partitioners.names())
                : Partitioners.names().get(0);
        var aggregation = lowerCase(in, "aggregation", Aggregation.NEIGHBOURS, Aggregation.class);
        var repair = lowerCase(in, "repair", Repair.NONE, Repair.class);
        var sharding = new Sharding(
                shards, repair, in.bool("strict", false), aggregation, in.intIn("slices", 1, 1, Sharding.MAX_SLICES));
        return new ShardingConfig(sharding, Partitioners.named(partitioner), from);
    }

    /** Like partitioners and strategies, these are written in lower case. */
    private static <E extends Enum<E>> E lowerCase(ConfigReader in, String key, E fallback, Class<E> type) {
        var names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        var name = in.oneOf(key, fallback.name().toLowerCase(Locale.ROOT), names);
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
