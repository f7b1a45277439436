package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerLawTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void hasADegreeTailOfExponentThree(long seed) {
        var graph = PowerLaw.generate(50_000, 5, seed);

        assertThat(Shape.tailExponent(graph.degrees(), 20)).isBetween(2.7, 3.3);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void hasHubsFarAboveTheAverage(long seed) {
        var graph = PowerLaw.generate(50_000, 5, seed);

        assertThat(Arrays.stream(graph.degrees()).max().orElseThrow()).isGreaterThan(400);
    }

    @ParameterizedTest
    @CsvSource({"2,1", "10,9", "11,3", "1000,1", "1000,20"})
    void hasExactlyTheEdgesAskedFor(int nodes, int edgesPerNode) {
        var graph = PowerLaw.generate(nodes, edgesPerNode, 9);

        assertThat(graph.edgeCount()).isEqualTo((int) PowerLaw.edgeCount(nodes, edgesPerNode));
        assertThat(Arrays.stream(graph.degrees()).min().orElseThrow()).isGreaterThanOrEqualTo(edgesPerNode);
    }

    @Test
    void isConnected() {
        assertThat(Shape.components(PowerLaw.generate(5000, 2, 3))).isEqualTo(1);
    }

    @Test
    void isATreeWithOneEdgePerNode() {
        assertThat(PowerLaw.generate(500, 1, 3).edgeCount()).isEqualTo(499);
    }

    @Test
    void repeatsItselfForTheSameSeedOnly() {
        assertThat(PowerLaw.generate(1000, 3, 8))
                .isEqualTo(PowerLaw.generate(1000, 3, 8))
                .isNotEqualTo(PowerLaw.generate(1000, 3, 9));
    }

    @Test
    void drawsAMillionEdgesInSeconds() {
        var graph = Assertions.assertTimeout(Duration.ofSeconds(20), () -> PowerLaw.generate(100_000, 10, 1));

        assertThat(graph.edgeCount()).isGreaterThan(999_000);
    }

    @Test
    void refusesMoreEdgesPerNodeThanOtherNodes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLaw.generate(5, 5, 1))
                .withMessage("`edgesPerNode` is 5; it must be 1 to 4.");
    }

    @Test
    void refusesAGraphTooLargeForMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLaw.generate(20_000_000, 100, 1))
                .withMessageStartingWith("`edges` is");
    }
}
