package org.graphunlearning.procedures.verify;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.train.TrainConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may ask for.
 *
 * @param nodes what to attack; null for relationships
 * @param relationships likewise; null for nodes
 * @param attack one of {@link #ATTACKS}
 * @param reference whether to train the yardstick
 * @param shadows trainings of {@code lira}
 * @param seed of matching, shadows and resampling
 * @param concurrency threads
 */
record AttackConfig(
        @Nullable Object nodes,
        @Nullable Object relationships,
        String attack,
        boolean reference,
        int shadows,
        long seed,
        int concurrency) {
    private static final List<String> ATTACKS = List.of("threshold", "paired", "lira", "leak", "links");

    /** Checks the combinations. */
    AttackConfig {
        if ((nodes == null) == (relationships == null)) {
            throw new IllegalArgumentException("An attack needs either `nodes` or `relationships` to look for.");
        }
        if (attack.equals("links") == (nodes != null)) {
            throw new IllegalArgumentException(
                    "`links` attacks `relationships`, all other attacks look for `nodes`; choose one of both.");
        }
        if (!reference && (attack.equals("paired") || attack.equals("leak"))) {
            throw new IllegalArgumentException(
                    "`" + attack + "` compares with a retrained model; leave `reference` at 'retrain'.");
        }
    }

    static AttackConfig parse(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        var relationships = in.any("relationships");
        return parse(in, relationships, in.oneOf("attack", relationships == null ? "threshold" : "links", ATTACKS));
    }

    /** For node after node, which few attacks can be asked for. */
    static AttackConfig parseOfNodes(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        if (!in.has("nodes")) {
            throw new IllegalArgumentException("Give `nodes`: some that the model learned from.");
        }
        return parse(in, null, in.oneOf("attack", "threshold", List.of("threshold", "lira")));
    }

    private static AttackConfig parse(ConfigReader in, @Nullable Object relationships, String attack) {
        var nodes = in.any("nodes");
        boolean reference =
                in.oneOf("reference", "retrain", List.of("retrain", "none")).equals("retrain");
        int shadows = in.intIn("shadows", 16, 16, 1024);
        long seed = in.longIn("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        int concurrency = TrainConfig.concurrency(in);
        in.requireNoOtherKeys();
        return new AttackConfig(nodes, relationships, attack, reference, shadows, seed, concurrency);
    }
}
