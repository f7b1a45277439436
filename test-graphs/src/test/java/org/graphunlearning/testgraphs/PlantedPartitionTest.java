package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedPartitionTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7, Long.MAX_VALUE})
    void hasTheExpectedEdgesWithinAndBetweenBlocks(long seed) {
        var graph = PlantedPartition.generate(new PlantedPartition.Settings(2000, 5, 0.02, 0.002, seed));
        double inside = 5 * (400 * 399 / 2.0) * 0.02;
        double between = 10 * 400 * 400 * 0.002;
        double found = Shape.homophily(graph) * graph.edgeCount();

        // Five standard deviations of a binomial count.
        assertThat(found).isCloseTo(inside, within(5 * Math.sqrt(inside)));
        assertThat(graph.edgeCount() - found).isCloseTo(between, within(5 * Math.sqrt(between)));
    }

    @Test
    void repeatsItselfForTheSameSeed() {
        var settings = new PlantedPartition.Settings(300, 3, 0.1, 0.01, 5);

        assertThat(PlantedPartition.generate(settings)).isEqualTo(PlantedPartition.generate(settings));
    }

    @Test
    void changesWithTheSeed() {
        assertThat(PlantedPartition.generate(new PlantedPartition.Settings(300, 3, 0.1, 0.01, 5)))
                .isNotEqualTo(PlantedPartition.generate(new PlantedPartition.Settings(300, 3, 0.1, 0.01, 6)));
    }

    @Test
    void linksEverybodyWithCertainty() {
        assertThat(PlantedPartition.generate(new PlantedPartition.Settings(50, 4, 1, 1, 1))
                        .edgeCount())
                .isEqualTo(50 * 49 / 2);
    }

    @Test
    void makesCliquesWhenOnlyBlocksLink() {
        var graph = PlantedPartition.generate(new PlantedPartition.Settings(30, 3, 1, 0, 1));

        assertThat(graph.edgeCount()).isEqualTo(3 * 45);
        assertThat(Shape.homophily(graph)).isEqualTo(1);
        assertThat(Shape.components(graph)).isEqualTo(3);
    }

    @Test
    void linksOnlyAcrossWhenBlocksAreEmpty() {
        var graph = PlantedPartition.generate(new PlantedPartition.Settings(30, 3, 0, 1, 1));

        assertThat(graph.edgeCount()).isEqualTo(3 * 100);
        assertThat(Shape.homophily(graph)).isZero();
    }

    @Test
    void hasBlocksThatDifferByAtMostOne() {
        var graph = PlantedPartition.generate(new PlantedPartition.Settings(100, 7, 0.1, 0, 1));

        assertThat(Shape.classSizes(graph)).hasSize(7).containsOnly(14, 15);
    }

    @Test
    void splits80To10To10() {
        var graph = PlantedPartition.generate(new PlantedPartition.Settings(200, 2, 0.1, 0, 1));

        assertThat(Shape.count(graph.split(), NodeSplit.TRAIN)).isEqualTo(160);
        assertThat(Shape.count(graph.split(), NodeSplit.VALIDATION)).isEqualTo(20);
        assertThat(Shape.count(graph.split(), NodeSplit.TEST)).isEqualTo(20);
    }

    @Test
    void survivesATinyProbability() {
        assertThat(PlantedPartition.generate(new PlantedPartition.Settings(1000, 2, 1e-300, 1e-300, 3))
                        .edgeCount())
                .isZero();
    }

    @Test
    void refusesAProbabilityAboveOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlantedPartition.Settings(10, 2, 1.5, 0, 1))
                .withMessage("`pIn` is 1.5; it must be 0.0 to 1.0.");
    }

    @Test
    void refusesNotANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlantedPartition.Settings(10, 2, 0.5, Double.NaN, 1))
                .withMessage("`pOut` is NaN; it must be 0.0 to 1.0.");
    }

    @Test
    void refusesMoreBlocksThanNodes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlantedPartition.Settings(10, 11, 0.5, 0, 1))
                .withMessage("`blocks` is 11; it must be 1 to 10.");
    }

    @Test
    void refusesAGraphTooLargeForMemory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlantedPartition.Settings(1_000_000, 1, 0.5, 0, 1))
                .withMessageStartingWith("`expected edges` is");
    }
}
