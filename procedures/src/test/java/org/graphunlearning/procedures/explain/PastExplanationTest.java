package org.graphunlearning.procedures.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;

/** Oracle: what {@code unlearn.verify.targets} and {@code unlearn.verify.heatmap} say of the same request. */
@ExtendWith(TestDatabase.class)
class PastExplanationTest {
    @BeforeEach
    void trainAModel(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
    }

    private static void delete(TestDatabase.Running database, String items, boolean verify) {
        database.run("MATCH " + items + " CALL unlearn.delete('club', items, {verify: " + verify
                + ", requestId: 'r-1', strategy: 'finetune'}) YIELD verdict RETURN verdict");
    }

    private static void deleteFive(TestDatabase.Running database) {
        delete(database, "(n:Member {id: 5}) WITH {nodes: n} AS items", true);
    }

    private static List<Map<String, Object>> past(TestDatabase.Running database, String options) {
        return database.run("CALL unlearn.explain.stream('club', null, {requestId: 'r-1'" + options + "})");
    }

    private static Map<String, Object> target(TestDatabase.Running database, int number) {
        return database.run("CALL unlearn.verify.targets('r-1')").get(number - 1);
    }

    private static List<Map<String, Object>> forgottenNodes(List<Map<String, Object>> rows) {
        return rows.stream()
                .filter(row -> row.get("kind").equals("NODE") && row.get("node") instanceof VirtualNode)
                .toList();
    }

    @Test
    void drawsADeletedNodeBesideWhatRemains(TestDatabase.Running database) {
        deleteFive(database);
        var target = target(database, 1);

        var rows = past(database, "");

        var gone = forgottenNodes(rows);
        assertThat(gone).hasSize(1);
        assertThat((Double) gone.get(0).get("importanceBefore")).isCloseTo((Double) target.get("raPre"), within(1e-12));
        assertThat((Double) gone.get(0).get("importance")).isCloseTo((Double) target.get("raPost"), within(1e-12));
        var node = (Node) gone.get(0).get("node");
        assertThat((String) node.getProperty("commitment")).matches("[0-9a-f]{12}");
        assertThat(node.getProperty("importanceBefore")).isEqualTo(gone.get(0).get("importanceBefore"));
        assertThat(rows).allSatisfy(row -> assertThat(row)
                .containsEntry("target", target.get("node"))
                .containsEntry("explainedClass", target.get("explainedClass"))
                .containsEntry("probability", target.get("pPost"))
                .containsEntry("signed", null));
        assertThat(rows).extracting(row -> row.get("kind")).contains("NODE", "RELATIONSHIP", "FEATURE");
    }

    @Test
    void sharesAreThoseOfTheStoredHeatMap(TestDatabase.Running database) {
        deleteFive(database);
        var heat = database.run("CALL unlearn.verify.heatmap('r-1', 1)").stream()
                .filter(row -> row.get("kind").equals("NODE") && row.get("node") != null)
                .toList();
        double first = (Double) heat.get(0).get("scorePre");

        var rows = past(database, ", top: 100").stream()
                .filter(row -> row.get("kind").equals("NODE") && !(row.get("node") instanceof VirtualNode))
                .toList();

        assertThat(rows).hasSameSizeAs(heat).hasSizeGreaterThan(3);
        double share = (Double) rows.get(0).get("importanceBefore");
        for (int i = 0; i < heat.size(); i++) {
            assertThat(rows.get(i)).containsEntry("node", heat.get(i).get("node"));
            assertThat((Double) rows.get(i).get("importanceBefore"))
                    .isCloseTo(share * (Double) heat.get(i).get("scorePre") / first, within(1e-9));
        }
        assertThat(past(database, ", top: 100").stream()
                        .filter(row -> row.get("kind").equals("NODE"))
                        .mapToDouble(row -> (Double) row.get("importanceBefore"))
                        .sum())
                .isLessThanOrEqualTo(1 + 1e-9);
    }

    @Test
    void pathsStartAtTheTargetAndJoinNothingThatRemainsToWhatIsGone(TestDatabase.Running database) {
        deleteFive(database);

        var rows = past(database, "");

        var paths = rows.stream()
                .map(row -> (Path) row.get("path"))
                .filter(path -> path != null)
                .toList();
        assertThat(paths).isNotEmpty().allSatisfy(path -> {
            var target = path.startNode();
            assertThat(target).isEqualTo(rows.get(0).get("target"));
            assertThat(relationships(path))
                    .filteredOn(VirtualRelationship.class::isInstance)
                    .allSatisfy(one -> {
                        assertThat(one.getStartNode()).isEqualTo(target);
                        assertThat(one.getEndNode()).isInstanceOf(VirtualNode.class);
                    });
        });
        assertThat(paths).anySatisfy(path -> assertThat(path.length()).isEqualTo(2));
        assertThat(rows.stream()
                        .filter(row -> row.get("kind").equals("RELATIONSHIP"))
                        .map(row -> (Relationship) row.get("relationship")))
                .anySatisfy(one -> assertThat(one).isNotInstanceOf(VirtualRelationship.class))
                .anySatisfy(one -> {
                    assertThat(one).isInstanceOf(VirtualRelationship.class);
                    assertThat((String) one.getProperty("element")).matches("deleted #[0-9]+");
                });
    }

    private static List<Relationship> relationships(Path path) {
        return StreamSupport.stream(path.relationships().spliterator(), false).toList();
    }

    @Test
    void aDeletedRelationshipDoesNotTellWhomItJoined(TestDatabase.Running database) {
        delete(database, "(:Member {id: 0})-[r:KNOWS]-(:Member {id: 1}) WITH {relationships: r} AS items", true);

        var rows = past(database, "");

        var gone = rows.stream()
                .filter(row -> row.get("kind").equals("RELATIONSHIP"))
                .map(row -> (Relationship) row.get("relationship"))
                .filter(VirtualRelationship.class::isInstance)
                .toList();
        assertThat(gone).hasSize(1);
        assertThat(gone.get(0).getEndNode())
                .isEqualTo(gone.get(0).getStartNode())
                .isEqualTo(rows.get(0).get("target"));
        assertThat((String) gone.get(0).getProperty("commitment")).matches("[0-9a-f]{12}");
        assertThat(forgottenNodes(rows)).isEmpty();
    }

    @Test
    void aDeletedFeatureValueIsDrawnWithoutItsNode(TestDatabase.Running database) {
        delete(database, "(n:Member {id: 7}) WITH {features: [{node: n}]} AS items", true);

        var rows = past(database, ", target: 1");

        assertThat(rows).anySatisfy(row -> {
            assertThat(row)
                    .containsEntry("kind", "FEATURE")
                    .containsEntry("index", null)
                    .containsEntry("property", null);
            assertThat(row.get("node")).isInstanceOf(VirtualNode.class);
        });
        assertThat(rows)
                .anySatisfy(
                        row -> assertThat(row).containsEntry("kind", "FEATURE").containsEntry("property", "index"));
    }

    @Test
    void showsAsMuchAsIsAskedFor(TestDatabase.Running database) {
        deleteFive(database);

        assertThat(past(database, ", top: 2").stream()
                        .filter(row -> row.get("kind").equals("NODE")))
                .hasSize(2);
        assertThat(past(database, ", minImportance: 0.2")).allSatisfy(row -> assertThat(
                        Math.max((Double) row.get("importance"), (Double) row.get("importanceBefore")))
                .isGreaterThanOrEqualTo(0.2));
        assertThat(past(database, ", target: 2").get(0).get("target"))
                .isEqualTo(target(database, 2).get("node"));
    }

    @Test
    void readsAsCypherReadsOtherRows(TestDatabase.Running database) {
        deleteFive(database);

        assertThat(database.run(
                        "CALL unlearn.explain.stream('club', null, {requestId: 'r-1'}) YIELD kind, node, importance,"
                                + " importanceBefore, path WITH * WHERE labels(node) = ['Forgotten']"
                                + " RETURN count(DISTINCT node) AS nodes, collect(DISTINCT kind) AS kinds,"
                                + " collect(DISTINCT length(path)) AS lengths, min(importanceBefore) > 0 AS scored"))
                .isEqualTo(List.of(Map.of(
                        "nodes", 1L, "kinds", List.of("NODE", "FEATURE"), "lengths", List.of(1L), "scored", true)));
    }

    @Test
    void leavesOutWhatIsGoneByNow(TestDatabase.Running database) {
        deleteFive(database);
        var rows = past(database, "");
        var other = (Node) rows.stream()
                .filter(row -> row.get("kind").equals("NODE")
                        && row.get("node") instanceof Node node
                        && !(node instanceof VirtualNode)
                        && !node.equals(row.get("target")))
                .findFirst()
                .orElseThrow()
                .get("node");
        database.run("MATCH (n) WHERE elementId(n) = $id DETACH DELETE n", Map.of("id", other.getElementId()));

        var later = past(database, "");

        assertThat(later.size()).isLessThan(rows.size());
        assertThat(later.get(0).get("warnings").toString()).contains("elements are not drawn");
        assertThat(rows.get(0).get("warnings").toString()).doesNotContain("elements are not drawn");
        database.run("MATCH (n:Member) SET n.`unlearn:club` = 'none'");
        assertThatThrownBy(() -> past(database, ""))
                .hasMessageContaining("Target 1 is no longer among what the model learned from");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("'club', null, {requestId: 'r-2'}", "No request has this id"),
                Arguments.of(
                        "'other', null, {requestId: 'r-1'}",
                        "The request did not change model `other`; give one of club"),
                Arguments.of("'club', null, {requestId: 'r-1'}", "Nothing was explained when this request ran"),
                Arguments.of("'club', 'x', {requestId: 'r-1'}", "`node` must be null together with `requestId`"),
                Arguments.of(
                        "'club', null, {requestId: 'r-1', explainer: 'occlusion'}",
                        "`explainer` does not apply to a past deletion"),
                Arguments.of("'club', null, {requestId: 'r-1', target: 0}", "`target`"),
                Arguments.of("'club', null, {target: 1}", "`target` belongs to `requestId`"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsTheWayOut(String arguments, String sentence, TestDatabase.Running database) {
        delete(database, "(n:Member {id: 5}) WITH {nodes: n} AS items", false);

        assertThatThrownBy(() -> database.run("CALL unlearn.explain.stream(" + arguments + ")"))
                .hasMessageContaining(sentence);
    }

    @Test
    void drawsShardsWithoutWhatStandsForOtherShards(TestDatabase.Running database) {
        Graphs.papers(database);
        train(database, "sharded", Graphs.PAPERS);
        database.run("MATCH (n:Paper {id: 3}) CALL unlearn.deleteNode('sharded', n, {verify: true, requestId: 'r-2'})"
                + " YIELD verdict RETURN verdict");

        var rows = database.run("CALL unlearn.explain.stream('sharded', null, {requestId: 'r-2'})");

        assertThat(forgottenNodes(rows)).hasSizeLessThanOrEqualTo(1);
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(
                        row.get("relationship") == null && row.get("node") == null)
                .isFalse());
    }

    @Test
    void refusesATargetThatWasNotStored(TestDatabase.Running database) {
        deleteFive(database);

        assertThatThrownBy(() -> past(database, ", target: 5000"))
                .hasMessageContaining("`target` is 5000, but ")
                .hasMessageContaining(" targets are stored for this request");
    }
}
