package org.graphunlearning.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphunlearning.workbench.demo.Step.Answers;
import org.graphunlearning.workbench.demo.Step.Hashes;
import org.graphunlearning.workbench.demo.UnlearnClient.Deleted;
import org.graphunlearning.workbench.demo.UnlearnClient.Prediction;
import org.graphunlearning.workbench.demo.UnlearnClient.Trained;
import org.junit.jupiter.api.Test;

class DemoResultTest {
    private static final DemoResult.Sharding SHARDING = new DemoResult.Sharding(10, 0.83);
    private static final Step NODE = step(new Deleted("EXACT", 1, 0, 0, 1, 11), new Hashes("a", "b", "b"), true);
    private static final Step EDGE = step(new Deleted("EXACT", 0, 1, 0, 1, 22), new Hashes("b", "c", "c"), true);
    private static final Step FEATURE = step(new Deleted("EXACT", 0, 0, 1, 1, 33), new Hashes("c", "d", "d"), true);

    @Test
    void writesThePromisedKeysInTheirOrder() {
        var batch = step(new Deleted("EXACT", 1, 1, 1, 1, 44), new Hashes("d", "e", "e"), true);
        var models = List.of(new Trained("a", 0.80, 0.75, 100), new Trained("z", 0.82, 0.75, 201));

        assertThat(new DemoResult("cora", "GCN", SHARDING, models, NODE, EDGE, FEATURE, List.of(batch)).toJson())
                .isEqualTo("{\"graph\": \"cora\", \"architecture\": \"GCN\", \"seeds\": 2, \"testAccuracyMean\": 0.81, "
                        + "\"testAccuracyStd\": 0.01, \"exactMatchesRetrain\": true, \"nodesDeleted\": 2, "
                        + "\"edgesDeleted\": 2, \"featuresDeleted\": 2, \"trainMillis\": 151, \"deleteNodeMillis\": 11, "
                        + "\"deleteEdgeMillis\": 22, \"deleteFeatureMillis\": 33, \"shardCount\": 10, \"keptEdges\": 0.75, "
                        + "\"wholeGraphAccuracy\": 0.83, \"shardsTouched\": 1}");
    }

    @Test
    void isNotExactWhenOneHashDiffers() {
        assertThat(exactWith(new Hashes("d", "e", "f"), true)).isFalse();
    }

    @Test
    void isNotExactWhenNothingChangedAlthoughItHadTo() {
        assertThat(exactWith(new Hashes("d", "d", "d"), true)).isFalse();
    }

    @Test
    void isExactWhenNothingChangedAndNothingHadTo() {
        assertThat(exactWith(new Hashes("d", "d", "d"), false)).isTrue();
    }

    @Test
    void isNotExactUnderAnotherGuarantee() {
        var approximate = step(new Deleted("APPROXIMATE", 1, 0, 0, 1, 1), new Hashes("d", "e", "e"), true);

        assertThat(approximate.isExact()).isFalse();
    }

    private static boolean exactWith(Hashes hashes, boolean reachesTraining) {
        var last = step(new Deleted("EXACT", 1, 0, 0, 1, 44), hashes, reachesTraining);
        return new DemoResult(
                        "cora",
                        "GCN",
                        SHARDING,
                        List.of(new Trained("a", 0.8, 0.75, 1)),
                        NODE,
                        EDGE,
                        FEATURE,
                        List.of(last))
                .exactMatchesRetrain();
    }

    private static Step step(Deleted deleted, Hashes hashes, boolean reachesTraining) {
        var answers = new Answers(0.8, new Prediction(3, List.of(0.1, 0.9)));
        return new Step("something", deleted, hashes, answers, answers, reachesTraining);
    }
}
