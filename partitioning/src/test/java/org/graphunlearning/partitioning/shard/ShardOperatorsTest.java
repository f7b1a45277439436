package org.graphunlearning.partitioning.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.unlearn.GnnDelete;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deletion operators of one shard, in what all shards answer together. */
class ShardOperatorsTest {
    /** The first node whose deletion leaves operators at work in its shard; keys are tried in order. */
    private static ShardedResult operated(Setup setup, ShardedModel model, long[] deleted) {
        for (int row = 0; row < setup.graph().nodeCount(); row++) {
            deleted[0] = setup.graph().key(row);
            var result = setup.unlearn(model, ForgetSet.ofNodes(deleted[0]), GnnDelete.usual(), 2);
            boolean acts = result.model().shards().stream().anyMatch(ShardOperatorsTest::acts);
            if (acts) {
                return result;
            }
        }
        throw new AssertionError("No deletion left an operator at work.");
    }

    private static boolean acts(ShardModel shard) {
        var operators = shard.answers() ? shard.model().sidecar().operators() : null;
        return operators != null && operators.act();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void onlyTheShardTouchedCarriesThemAndEveryWayOfAskingAppliesThem(Architecture architecture) {
        var setup = Setup.of(architecture);
        var model = setup.train();
        var deleted = new long[1];

        var result = operated(setup, model, deleted);

        assertThat(result.guarantee()).isEqualTo(Guarantee.OUTPUT_ONLY);
        assertThat(result.changed().cardinality()).isEqualTo(1);
        int touched = result.changed().nextSetBit(0);
        for (int s = 0; s < 4; s++) {
            assertThat(acts(result.model().shards().get(s))).isEqualTo(s == touched);
        }
        assertThat(result.model().sha256()).isNotEqualTo(model.sha256());
        var after = setup.after(ForgetSet.ofNodes(deleted[0]));
        var rows = new int[] {2, 50, 51, 117, 200};
        var all = after.answer(result.model(), Setup.rows(after.graph().nodeCount()));
        var some = after.answer(result.model(), rows);
        int width = some.length / rows.length;
        for (int i = 0; i < rows.length; i++) {
            assertThat(Arrays.copyOfRange(some, i * width, (i + 1) * width))
                    .isEqualTo(Arrays.copyOfRange(all, rows[i] * width, (rows[i] + 1) * width));
        }
        assertThat(all)
                .isNotEqualTo(after.answer(model, Setup.rows(after.graph().nodeCount())));
        var shard = result.model().shards().get(touched);
        assertThat(ShardCodec.decode(ShardCodec.encode(shard)).sha256()).isEqualTo(shard.sha256());
    }
}
