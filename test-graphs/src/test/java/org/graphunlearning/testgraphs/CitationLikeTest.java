package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.graphunlearning.testgraphs.CitationLike.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitationLikeTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void hasTheSizeOfCora(long seed) {
        var graph = CitationLike.generate(Settings.likeCora(seed));

        assertThat(graph.nodeCount()).isEqualTo(2708);
        assertThat(graph.edgeCount()).isEqualTo(5281);
        assertThat(graph.classCount()).isEqualTo(7);
        assertThat(graph.featureCount()).isEqualTo(1433);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void linksWithinClassesAsOftenAsAsked(long seed) {
        assertThat(Shape.homophily(CitationLike.generate(Settings.likeCora(seed))))
                .isCloseTo(0.81, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void hasAHeavyDegreeTail(long seed) {
        var degrees =
                CitationLike.generate(Settings.likeCora(seed).withNodes(50_000)).degrees();

        assertThat(Shape.tailExponent(degrees, 15)).isBetween(2.4, 3.5);
        assertThat(Arrays.stream(degrees).max().orElseThrow()).isGreaterThan(100);
        assertThat(Arrays.stream(degrees).min().orElseThrow()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7})
    void hasClassesThatDifferByAboutTwo(long seed) {
        var sizes = Shape.classSizes(CitationLike.generate(Settings.likeCora(seed)));
        var sorted = Arrays.stream(sizes).sorted().toArray();

        assertThat(sorted[6] / (double) sorted[0]).isBetween(1.5, 2.1);
    }

    @Test
    void splitsAsPlanetoidDoes() {
        var graph = CitationLike.generate(Settings.likeCora(3));

        assertThat(trainingSizes(graph)).containsOnly(20);
        assertThat(Shape.count(graph.split(), NodeSplit.VALIDATION)).isEqualTo(500);
        assertThat(Shape.count(graph.split(), NodeSplit.TEST)).isEqualTo(1000);
        assertThat(Shape.count(graph.splitRandom(), NodeSplit.TRAIN)).isEqualTo(2708 - 2 * 270);
    }

    @Test
    void keepsTestNodesInASmallGraph() {
        var graph = CitationLike.generate(Settings.likeCora(3).withNodes(60));

        assertThat(Shape.count(graph.split(), NodeSplit.TEST)).isPositive();
        assertThat(trainingSizes(graph)).doesNotContain(0);
    }

    @Test
    void hintsAtTheClassByWordsWithoutGivingItAway() {
        assertThat(guessedByWords(CitationLike.generate(Settings.likeCora(11)))).isBetween(0.5, 0.95);
    }

    @Test
    void tellsNothingByWordsWithoutTopics() {
        var mute = with(new WordBags.Settings(1400, 18, 0), 0.5);

        assertThat(guessedByWords(CitationLike.generate(mute))).isLessThan(0.3);
    }

    @Test
    void wiresTheSameWhateverTheWords() {
        var few = CitationLike.generate(with(new WordBags.Settings(700, 5, 0.1), 0.5));
        var many = CitationLike.generate(with(new WordBags.Settings(1400, 30, 0.9), 0.5));

        assertThat(few.edges()).isEqualTo(many.edges());
        assertThat(few.marks()).isEqualTo(many.marks());
    }

    @Test
    void linksOnlyAcrossClassesWithoutHomophily() {
        var graph = CitationLike.generate(with(new WordBags.Settings(700, 5, 0.1), 0));

        assertThat(Shape.homophily(graph)).isZero();
    }

    @Test
    void repeatsItselfForTheSameSeedOnly() {
        assertThat(CitationLike.generate(Settings.likeCora(8)))
                .isEqualTo(CitationLike.generate(Settings.likeCora(8)))
                .isNotEqualTo(CitationLike.generate(Settings.likeCora(9)));
    }

    @Test
    void growsDenserOnRequest() {
        var settings = Settings.likeCora(1).withAverageDegree(20);

        assertThat(CitationLike.generate(settings).edgeCount()).isEqualTo(settings.edgeTarget());
    }

    @Test
    void refusesExponentWithoutAnAverage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(100, 2, 3, 0.8, 1.9, new WordBags.Settings(10, 2, 0.5), 1))
                .withMessage("`exponent` is 1.9; it must be 2.1 to 5.0.");
    }

    @Test
    void refusesFewerWordsThanClasses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(100, 5, 3, 0.8, 3, new WordBags.Settings(4, 2, 0.5), 1))
                .withMessageStartingWith("`vocabulary` is 4; it must be 5 to");
    }

    private static Settings with(WordBags.Settings words, double homophily) {
        return new Settings(1000, 7, 4, homophily, 3, words, 5);
    }

    private static int[] trainingSizes(GraphData graph) {
        var sizes = new int[graph.classCount()];
        for (int node = 0; node < graph.nodeCount(); node++) {
            sizes[(int) graph.labels()[node]] += graph.split()[node] == NodeSplit.TRAIN ? 1 : 0;
        }
        return sizes;
    }

    /** Share of nodes whose class has the most topic words in the bag. */
    private static double guessedByWords(GraphData graph) {
        int right = 0;
        for (int node = 0; node < graph.nodeCount(); node++) {
            var votes = new int[graph.classCount()];
            for (int at = graph.featurePtr()[node]; at < graph.featurePtr()[node + 1]; at++) {
                votes[graph.featureIdx()[at] % votes.length]++;
            }
            int best = 0;
            for (int c = 1; c < votes.length; c++) {
                best = votes[c] > votes[best] ? c : best;
            }
            right += best == graph.labels()[node] ? 1 : 0;
        }
        return right / (double) graph.nodeCount();
    }
}
