package org.graphunlearning.procedures.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Element;

/** Oracles: the XML parser for the form, the other procedures for the content. */
@ExtendWith(TestDatabase.class)
class ReportProceduresTest {
    private static final String HOSTILE = "</style><script>alert('x')</script>&amp;\"";
    private static final long FAR = 7_000_000_000L;

    private static void delete(TestDatabase.Running database, String what, Map<String, Object> config) {
        database.run(
                "MATCH " + what + " CALL unlearn.delete('club', items, $config) YIELD verdict RETURN verdict",
                Map.of("config", config));
    }

    private static final String FIVE = "(n:Member {id: 5}) WITH {nodes: n} AS items";

    private static List<Map<String, Object>> reports(TestDatabase.Running database, String requestId) {
        return database.run("CALL unlearn.report($id)", Map.of("id", requestId));
    }

    private static Page page(TestDatabase.Running database, String requestId) {
        var rows = reports(database, requestId);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).containsEntry("requestId", requestId);
        return Page.of(rows.get(0).get("html"));
    }

    @Test
    void tellsWhatTheOtherProceduresTell(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, FIVE, Map.of("verify", true, "requestId", "r-1", "strategy", "finetune"));

        var page = page(database, "r-1");

        var row = database.run("CALL unlearn.verify('r-1')").get(0);
        var entry = database.run("CALL unlearn.certificate.get('r-1')").get(1);
        var content = (Map<?, ?>) entry.get("content");
        assertThat(page.facts())
                .containsEntry("Request", "r-1")
                .containsEntry("Model", "club")
                .containsEntry("Nodes", "1")
                .containsEntry("Strategy", "finetune")
                .containsEntry("Guarantee", "APPROXIMATE")
                .containsEntry("Verdict", (String) row.get("verdict"))
                .containsEntry("Reason", (String) row.get("sentence"))
                .containsEntry("Evidence", "L2_PAIRED")
                .containsEntry("Untouched model", "NOT_FORGOTTEN")
                .containsEntry("Retrained model", "FORGOTTEN")
                .containsEntry("Entry hash", (String) entry.get("hash"))
                .containsEntry("Previous hash", (String) content.get("prev"))
                .containsEntry("Signer", (String) entry.get("signer"))
                .containsEntry("Carried out", (String) entry.get("time"));
        assertThat(page.facts().values()).contains(String.valueOf(entry.get("seq")));
        assertThat(page.text())
                .contains(((List<?>) content.get("subject")).get(0).toString().substring(0, 12));
        assertThat(page.rows().get("Residual attribution"))
                .satisfies(cells -> close(cells.get(0), row.get("residualAttributionPre")))
                .satisfies(cells -> close(cells.get(1), row.get("residualAttributionPost")))
                .satisfies(cells -> close(cells.get(2), row.get("residualAttributionRef")))
                .satisfies(cells -> assertThat(cells.get(3)).isEqualTo(cells.get(0)));
        assertThat(page.rows().get("Distance to the retrained heat maps"))
                .satisfies(cells -> close(cells.get(0), row.get("heatmapShiftRef")))
                .satisfies(cells -> close(cells.get(1), row.get("heatmapShiftToRef")))
                .satisfies(cells -> close(cells.get(2), 0.0))
                .satisfies(cells -> assertThat(cells.get(3)).isEqualTo(cells.get(0)));
        assertThat(page.rows().get("Shift of heat maps"))
                .satisfies(cells -> close(cells.get(0), 0.0))
                .satisfies(cells -> close(cells.get(1), row.get("heatmapShift")))
                .satisfies(cells -> close(cells.get(2), row.get("heatmapShiftRef")))
                .satisfies(cells -> assertThat(cells.get(4)).doesNotContain("Missing"));
        assertThat(page.rows().get("Residual attribution now"))
                .satisfies(cells -> assertThat(cells.get(4)).contains("Missing: it is asked of this model only"));
        assertThat(page.text()).contains("What this page does not claim");
    }

    private static void close(String shown, Object value) {
        double number = (Double) value;
        assertThat(Double.parseDouble(shown)).isCloseTo(number, within(1e-3 * Math.abs(number) + 1e-12));
    }

    @Test
    void drawsTheNearestTargetsWithWhatWasDeleted(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, FIVE, Map.of("verify", true, "requestId", "r-1", "strategy", "finetune"));

        var page = page(database, "r-1");

        var near = database.run("CALL unlearn.verify.targets('r-1')").stream()
                .filter(row -> row.get("hop").equals(1L))
                .limit(2)
                .toList();
        assertThat(near).hasSize(2);
        for (int i = 0; i < near.size(); i++) {
            var figure = page.figures("Target " + (i + 1) + ": 1 hop from what was deleted")
                    .get(0);
            var panes = Page.elements(figure, "svg");
            assertThat(panes).hasSize(2);
            assertThat(count(panes.get(0), "circle", "gone")).isEqualTo(1);
            assertThat(count(panes.get(0), "line", "edge gone")).isPositive();
            assertThat(count(panes.get(1), "circle", "gone") + count(panes.get(1), "line", "gone"))
                    .isZero();
            var gone = Page.elements(figure, "tr").stream()
                    .filter(row -> row.getTextContent().contains("deleted"))
                    .toList();
            assertThat(gone).hasSize(1);
            var cells = Page.elements(gone.get(0), "td");
            assertThat(cells.get(0).getTextContent()).isEqualTo("1");
            assertThat(Double.parseDouble(cells.get(1).getTextContent()))
                    .isCloseTo((Double) near.get(i).get("raPre"), within(5e-4));
        }
    }

    private static long count(Element within, String name, String cssClass) {
        return Page.elements(within, name).stream()
                .filter(one -> one.getAttribute("class").contains(cssClass))
                .count();
    }

    @Test
    void countsScoresOfWhatWasForgottenAndOfOthers(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        long trained =
                database.<Long>value("MATCH (n:Member {split: 'train'}) WHERE n.id IN [4, 5, 6, 9] RETURN count(n)");
        long tests =
                database.<Long>value("MATCH (n:Member {split: 'test'}) WHERE NOT n.id IN [4, 5, 6, 9] RETURN count(n)");
        assertThat(trained).isPositive();
        delete(
                database,
                "(n:Member) WHERE n.id IN [4, 5, 6, 9] WITH {nodes: collect(n)} AS items",
                Map.of("verify", true, "requestId", "r-1"));

        var page = page(database, "r-1");

        assertThat(sums(page, "Log odds of the true class: what was forgotten")).containsExactly(trained, trained);
        assertThat(sums(page, "Log odds of the true class: nodes")).containsExactly(tests, tests);
        assertThat(sums(page, "Control, the untouched model")).containsExactly(trained, trained);
        var exact = Page.elements(
                page.figures("Log odds of the true class: what was forgotten").get(0), "tr");
        assertThat(exact.subList(1, exact.size()))
                .allSatisfy(
                        row -> { // the same model has the same scores
                            var cells = Page.elements(row, "td");
                            assertThat(cells.get(0).getTextContent())
                                    .isEqualTo(cells.get(1).getTextContent());
                        });
    }

    private static List<Long> sums(Page page, String caption) {
        var rows = Page.elements(page.figures(caption).get(0), "tr");
        var out = new long[2];
        for (var row : rows.subList(1, rows.size())) {
            for (int column = 0; column < 2; column++) {
                out[column] +=
                        Long.parseLong(Page.elements(row, "td").get(column).getTextContent());
            }
        }
        return List.of(out[0], out[1]);
    }

    @Test
    void namesNothingOfWhatWasDeletedAndRunsNothing(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run(
                "MATCH (n:Member) SET n.faction = n.faction + $hostile, n.id = n.id + $far, n.name = 'Zacharias ' + n.id",
                Map.of("hostile", HOSTILE, "far", FAR));
        train(database, "club", KARATE);
        var ids = database.run("MATCH (n:Member) RETURN elementId(n) AS id");
        delete(
                database,
                "(n:Member {id: " + (FAR + 5) + "}), (m:Member {id: " + (FAR + 9)
                        + "}) WITH {nodes: n, features: [{node: m}]} AS items",
                Map.of("verify", true, "requestId", "<b>r&1</b>"));

        var page = page(database, "<b>r&1</b>");

        assertThat(page.html()).doesNotContain("alert", "Zacharias", "<script", "<b>", "70000000");
        assertThat(ids).hasSize(34).allSatisfy(row -> assertThat(page.html()).doesNotContain((String) row.get("id")));
        assertThat(page.facts()).containsEntry("Request", "<b>r&1</b>").containsEntry("Verdict", "FORGOTTEN");
        assertThat(page.figures("Target 1")).hasSize(1);
    }

    @Test
    void drawsADeletedRelationshipWithoutNamingItsEnds(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var ends = database.run("MATCH (n:Member) WHERE n.id IN [0, 1] RETURN elementId(n) AS id");
        delete(
                database,
                "(:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) WITH {relationships: r} AS items",
                Map.of("verify", true, "requestId", "r-1"));

        var page = page(database, "r-1");

        var panes = Page.elements(page.figures("Target 1: 1 hop").get(0), "svg");
        assertThat(count(panes.get(0), "line", "edge gone")).isEqualTo(1);
        assertThat(count(panes.get(1), "line", "edge gone")).isZero();
        assertThat(count(panes.get(0), "circle", "gone")).isZero();
        assertThat(page.facts()).containsEntry("Relationships", "1");
        assertThat(database.run("CALL unlearn.verify.targets('r-1') YIELD hop RETURN min(hop) AS nearest"))
                .containsExactly(Map.of("nearest", 1L)); // both ends at 0 would be the relationship
        assertThat(ends).allSatisfy(row -> assertThat(page.html()).doesNotContain((String) row.get("id")));
    }

    @Test
    void existsWithoutAVerification(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        delete(database, FIVE, Map.of("requestId", "r-1"));

        var page = page(database, "r-1");

        assertThat(page.facts())
                .containsEntry("Verdict", "NOT_VERIFIED")
                .containsEntry("Guarantee", "EXACT")
                .containsEntry("Evidence", "NONE");
        assertThat(page.rows().get("Residual attribution"))
                .satisfies(cells -> assertThat(Set.copyOf(cells.subList(0, 4))).isEqualTo(Set.of("\u2013")))
                .satisfies(
                        cells -> assertThat(cells.get(4)).contains("Missing: the deletion was made without `verify`"));
        assertThat(page.text())
                .contains("No target was drawn", "Progress is missing: the deletion was made without `verify`")
                .doesNotContain("null", "NaN");
    }

    @Test
    void saysSoWhenNothingWasLearned(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        database.run("CREATE (:Stranger)");
        delete(database, "(n:Stranger) WITH {nodes: n} AS items", Map.of("requestId", "r-1"));

        assertThat(page(database, "r-1").facts())
                .containsEntry("Guarantee", "NOT_IN_TRAINING_SET")
                .containsEntry("Verdict", "NOT_VERIFIED")
                .extractingByKey("Reason")
                .asString()
                .contains("never learned");
    }

    @Test
    void drawsAModelInShards(TestDatabase.Running database) throws IOException {
        Graphs.papers(database);
        train(database, "club", Graphs.PAPERS);
        delete(
                database,
                "(n:Paper {id: 3}) WITH {nodes: n} AS items",
                Map.of("verify", true, "requestId", "r-1", "strategy", "finetune"));

        var page = page(database, "r-1");

        Files.writeString(Path.of("target", "sample-request.html"), page.html()); // for the eye
        assertThat(page.figures("Target 1")).hasSize(1);
        assertThat(page.facts()).containsEntry("Shards worked on", "1");
        assertThat(page.text()).doesNotContain("ghost", "null", "NaN");
    }

    @Test
    void writesAPagePerModelInTheOrderOfNames(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "second", KARATE);
        train(database, "first", KARATE);
        database.run("MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('*', n, {requestId: 'r-1'})"
                + " YIELD verdict RETURN verdict");

        var rows = reports(database, "r-1");

        assertThat(rows).extracting(row -> row.get("modelName")).containsExactly("first", "second");
        assertThat(rows).allSatisfy(row -> assertThat(Page.of(row.get("html")).facts())
                .containsEntry("Model", (String) row.get("modelName")));
    }

    @Test
    void refusesWhatIsNoCommittedDeletion(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        assertThatThrownBy(() -> reports(database, "r-9")).hasMessageContaining("No completed deletion has this id");
        assertThatThrownBy(() -> reports(database, " ")).hasMessageContaining("`requestId` is empty");
        try (var tx = database.service().beginTx()) {
            TestDatabase.Running.rows(
                    tx,
                    "MATCH (n:Member {id: 5}) CALL unlearn.deleteNode('club', n, {requestId: 'r-1'})"
                            + " YIELD verdict RETURN verdict",
                    Map.of());
            assertThatThrownBy(() -> TestDatabase.Running.rows(tx, "CALL unlearn.report('r-1')", Map.of()))
                    .hasMessageContaining("has not been committed");
            tx.rollback();
        }
    }
}
