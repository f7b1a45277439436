package org.graphunlearning.verify.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.verify.explain.Attribution;
import org.junit.jupiter.api.Test;

/** Oracle: the worked example with values given to six decimals. */
class GoldenFixtureTest {
    private static final Offset<Double> SIX_DECIMALS = within(5e-7);
    private static final DeletedItems NODE_2 = DeletedItems.of(ForgetSet.ofNodes(Fixture.key(2)), Fixture.graph());

    @Test
    void residualAttributionOfNodeTwo() {
        var pre = HeatMap.of(Fixture.scores(Fixture.PRE));
        var post = HeatMap.of(Fixture.scores(Fixture.POST));
        assertThat(ResidualAttribution.of(pre, NODE_2)).isCloseTo(0.189429, SIX_DECIMALS);
        assertThat(ResidualAttribution.of(post, NODE_2)).isCloseTo(0.152496, SIX_DECIMALS);
    }

    @Test
    void residualAttributionOfAnEdge() {
        var edges = Fixture.edges(Fixture.EDGES, Fixture.EDGE_SCORES);
        var attribution = Fixture.attribution(1, Fixture.PRE, edges, Attribution.Features.NONE);
        var deleted = DeletedItems.of(ForgetSet.ofEdge(Fixture.key(2), Fixture.key(1)), Fixture.graph());
        assertThat(ResidualAttribution.of(HeatMap.of(attribution, ItemKind.EDGE), deleted))
                .isCloseTo(0.383598, SIX_DECIMALS);
    }

    @Test
    void heatMapShift() {
        var pre = HeatMap.of(Fixture.scores(Fixture.PRE));
        var post = HeatMap.of(Fixture.scores(Fixture.POST));
        assertThat(HeatmapShift.jensenShannon(pre, post)).isCloseTo(0.054435, SIX_DECIMALS);
        assertThat(HeatmapShift.hellinger(pre, post)).isCloseTo(0.045338, SIX_DECIMALS);
    }

    @Test
    void scoreDeviationInTheZoneAtTheNodeAndEverywhere() {
        var pre = Fixture.scores(Fixture.PRE);
        var post = Fixture.scores(Fixture.POST);
        assertThat(ScoreDeviation.of(pre, post, NODE_2.zone())).isCloseTo(0.072848, SIX_DECIMALS);
        assertThat(ScoreDeviation.of(pre, post, NODE_2)).isCloseTo(0.181818, SIX_DECIMALS);
        assertThat(ScoreDeviation.of(pre, post)).isCloseTo(0.075280, SIX_DECIMALS);
    }

    @Test
    void differencesInTheStyleOfThePaper() {
        var pre = new PaperMetrics.Side(Fixture.graph(), Fixture.scores(Fixture.PRE), null, null);
        var post = new PaperMetrics.Side(Fixture.graph(), Fixture.scores(Fixture.POST), null, null);
        var paper = PaperMetrics.of(pre, post, Fixture.keys(2));
        assertThat(paper.heatmapShift()).isCloseTo(0.015411, SIX_DECIMALS);
        assertThat(paper.cosineDistance()).isCloseTo(0.003964, SIX_DECIMALS);
        assertThat(paper.scoreDeviation()).isCloseTo(0.038490, SIX_DECIMALS);
        assertThat(paper.residualBefore()).isCloseTo(18.9429, within(5e-5));
    }
}
