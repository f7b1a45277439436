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

/**
 * The keys of {@code unlearn.train} that say how a model is sharded.
 *
 * @param sharding shards, repair, aggregation, slices
 * @param partitioner how to cut; of no meaning with one shard
 */
public record ShardingConfig(Sharding sharding, Partitioner partitioner) {
    private static final List<String> KEYS = List.of("partitioner", "aggregation", "repair", "strict", "slices");
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
                    Sharding.single(), Partitioners.named(Partitioners.names().get(0)));
        }
        var partitioner = in.oneOf("partitioner", Partitioners.names().get(0), Partitioners.names());
        var aggregation = lowerCase(in, "aggregation", Aggregation.NEIGHBOURS, Aggregation.class);
        var repair = lowerCase(in, "repair", Repair.NONE, Repair.class);
        var sharding = new Sharding(
                shards, repair, in.bool("strict", false), aggregation, in.intIn("slices", 1, 1, Sharding.MAX_SLICES));
        return new ShardingConfig(sharding, Partitioners.named(partitioner));
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
