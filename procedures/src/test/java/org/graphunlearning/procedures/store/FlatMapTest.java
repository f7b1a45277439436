package org.graphunlearning.procedures.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.train.TrainConfig;
import org.junit.jupiter.api.Test;

class FlatMapTest {
    @Test
    void flattensAndNestsAgain() {
        var nested = Map.<String, Object>of(
                "a",
                1L,
                "b",
                Map.of("c", "x", "d", Map.of("e", 2.5)),
                "f",
                List.of("y", "z"),
                "g",
                List.of(3L, 4L),
                "h",
                true);

        var flat = FlatMap.flatten("p.", nested);

        assertThat(flat).containsKeys("p.a", "p.b.c", "p.b.d.e", "p.f", "p.g", "p.h");
        assertThat(FlatMap.nest("p.", flat)).isEqualTo(nested);
    }

    @Test
    void leavesOtherPropertiesAlone() {
        assertThat(FlatMap.nest("p.", Map.of("q.a", 1L, "pa", 2L))).isEmpty();
    }

    @Test
    void bringsATrainingConfigurationBackAsItWas() {
        var config = TrainConfig.parse(Graphs.KARATE);

        var again = TrainConfig.parse(FlatMap.nest("config.", FlatMap.flatten("config.", config.resolved())));

        assertThat(again).isEqualTo(config);
    }
}
