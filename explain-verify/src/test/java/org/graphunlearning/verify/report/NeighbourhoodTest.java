package org.graphunlearning.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Drawings are read back from the page: what is drawn is counted there. */
class NeighbourhoodTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 39})
    void drawsEveryNodeBeforeAndWhatStayedAfter(int others) {
        var page = page(Reports.around(1, others));
        int gone = others >= 2 ? 1 : 0;

        assertThat(Pages.ofClass(before(page), "node")).hasSize(others + 1);
        assertThat(Pages.ofClass(after(page), "node")).hasSize(others + 1 - gone);
        assertThat(Pages.ofClass(after(page), "gone")).isEmpty();
    }

    @Test
    void dashesDeletedPartsAndDrawsThemBeforeOnly() {
        var page = page(Reports.around(1, 5));

        // the deleted node, its two edges, and the edge deleted by itself
        assertThat(Pages.ofClass(before(page), "gone")).hasSize(4);
        assertThat(Pages.ofClass(before(page), "edge")).hasSize(6);
        assertThat(Pages.ofClass(after(page), "edge")).hasSize(3);
    }

    @Test
    void drawsNothingForAnEmptyNeighbourhood() {
        var page = page(new Neighbourhood("alone", List.of(), List.of(), 0));

        assertThat(page.getDocumentElement().getTextContent()).contains("There is nothing to draw");
        assertThat(Pages.elements(page, "svg")).hasSize(3); // the scale and two histograms
    }

    @Test
    void leavesANodeWhereItWas() {
        var page = page(Reports.around(1, 7));
        var places = new ArrayList<String>();
        for (var node : Pages.ofClass(before(page), "node")) {
            places.add(node.getAttribute("cx") + "," + node.getAttribute("cy"));
        }

        for (var node : Pages.ofClass(after(page), "node")) {
            assertThat(places).contains(node.getAttribute("cx") + "," + node.getAttribute("cy"));
        }
    }

    @Test
    void drawsAHighScoreLargerAndStronger() {
        var page = page(new Neighbourhood(
                "two",
                List.of(
                        new Neighbourhood.Node(1, 0, null, 0.9, 0.9),
                        new Neighbourhood.Node(2, 1, null, 0.1, 0.1),
                        new Neighbourhood.Node(3, 1, null, 0.0, null)),
                List.of(),
                0));
        var nodes = Pages.ofClass(before(page), "node");

        assertThat(nodes)
                .extracting(node -> node.getAttribute("class"))
                .containsExactly("node score5", "node score1", "node score0");
        assertThat(Double.parseDouble(nodes.get(0).getAttribute("r")))
                .isGreaterThan(Double.parseDouble(nodes.get(1).getAttribute("r")));
        assertThat(Pages.ofClass(after(page), "unknown")).hasSize(1);
    }

    @Test
    void putsHopsOnRingsInTheOrderOfKeys() {
        var layout = RingLayout.of(List.of(node(9, 1), node(5, 0), node(7, 1), node(8, 2)));

        assertThat(layout.order()).containsExactly(1, 2, 0, 3);
        assertThat(distance(layout, 1)).isZero();
        assertThat(distance(layout, 0)).isCloseTo(distance(layout, 2), Offset.offset(1e-9));
        assertThat(distance(layout, 3)).isGreaterThan(distance(layout, 0) + 20);
        assertThat(layout.places().get(2).y()).isLessThan(layout.places().get(0).y()); // the first one at the top
    }

    @Test
    void keepsFortyNodesApart() {
        var nodes = new ArrayList<Neighbourhood.Node>();
        nodes.add(node(0, 0));
        for (int i = 1; i < 40; i++) {
            nodes.add(node(i, i < 30 ? 1 : 2));
        }
        var places = RingLayout.of(nodes).places();

        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < i; j++) {
                double dx = places.get(i).x() - places.get(j).x();
                double dy = places.get(i).y() - places.get(j).y();
                assertThat(Math.hypot(dx, dy)).isGreaterThan(24); // twice the largest radius
            }
        }
    }

    @Test
    void leavesOutTheFarAndWeakAndCountsThem() {
        var nodes = new ArrayList<Neighbourhood.Node>();
        var edges = new ArrayList<Neighbourhood.Edge>();
        for (int i = 0; i < 60; i++) {
            nodes.add(new Neighbourhood.Node(
                    100 - i, i == 59 ? 0 : i < 5 ? 3 : 1, i == 4 ? Reports.COMMITMENT : null, i / 60.0, null));
            edges.add(new Neighbourhood.Edge(i, i == 59 ? 58 : 59, false, null, null));
        }

        var kept = Neighbourhood.nearest("cut", nodes, edges);

        assertThat(kept.omitted()).isEqualTo(20);
        assertThat(kept.nodes()).hasSize(40).contains(nodes.get(59), nodes.get(4), nodes.get(58));
        assertThat(kept.nodes()).doesNotContain(nodes.get(0), nodes.get(5));
        assertThat(kept.edges())
                .hasSize(40)
                .allSatisfy(edge -> assertThat(kept.nodes().get(edge.from())).isNotNull());
    }

    @Test
    void refusesMoreThanADrawingHolds() {
        assertThatThrownBy(() -> Reports.around(1, 40))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A drawing takes at most 40 nodes, not 41; use Neighbourhood.nearest to leave some out.");
    }

    @Test
    void refusesTwoTargets() {
        var nodes = List.of(node(1, 0), node(2, 0));

        assertThatThrownBy(() -> new Neighbourhood("", nodes, List.of(), 0))
                .hasMessage(
                        "Exactly one node of a drawing is its target with hop 0, not 2; draw each target by itself.");
    }

    @Test
    void refusesTheSameNodeTwice() {
        var nodes = List.of(node(1, 0), node(1, 1));

        assertThatThrownBy(() -> new Neighbourhood("", nodes, List.of(), 0))
                .hasMessage("Two nodes of a drawing have the same key; list each node once.");
    }

    @Test
    void refusesAnEdgeToNowhere() {
        var nodes = List.of(node(1, 0));
        var edges = List.of(new Neighbourhood.Edge(0, 1, false, null, null));

        assertThatThrownBy(() -> new Neighbourhood("", nodes, edges, 0))
                .hasMessage("An edge leads to a node that is not drawn; leave the edge out as well.");
    }

    private static Neighbourhood.Node node(long key, int hop) {
        return new Neighbourhood.Node(key, hop, null, null, null);
    }

    private static double distance(RingLayout layout, int index) {
        return Math.hypot(
                layout.places().get(index).x(), layout.places().get(index).y());
    }

    private static Document page(Neighbourhood shown) {
        return Pages.parse(HtmlReport.write(Reports.with(List.of(shown), "gif")));
    }

    private static Element before(Document page) {
        return Pages.drawing(page, "target1-before");
    }

    private static Element after(Document page) {
        return Pages.drawing(page, "target1-after");
    }
}
