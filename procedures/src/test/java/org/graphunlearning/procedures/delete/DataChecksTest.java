package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.PAPERS;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.train;
import static org.graphunlearning.procedures.Graphs.with;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.graphunlearning.procedures.projection.Marks;
import org.graphunlearning.procedures.train.TrainConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** The oracle of each check is a graph in which the thing was left alone: there it must fail. */
@ExtendWith(TestDatabase.class)
class DataChecksTest {
    private static final FeatureLayout INDEX = new FeatureLayout(List.of("index"), new int[] {34});
    private static final Marks ALL = new Marks("club", true, true, true);

    private static Node member(Transaction tx, long id) {
        return tx.findNode(Label.label("Member"), "id", id);
    }

    private static Relationship known(Transaction tx) {
        return member(tx, 0).getRelationships().iterator().next();
    }

    private static LearnedItems node(Transaction tx) {
        return new LearnedItems(List.of(member(tx, 5)), List.of(), List.of(), List.of());
    }

    private static LearnedItems relationship(Transaction tx) {
        return new LearnedItems(List.of(), List.of(known(tx)), List.of(), List.of());
    }

    private static LearnedItems cells(Transaction tx) {
        var cells = new LearnedItems.Cells(member(tx, 5), new int[] {4, 5});
        return new LearnedItems(List.of(), List.of(), List.of(cells), List.of());
    }

    private static LearnedItems label(Transaction tx) {
        return new LearnedItems(List.of(), List.of(), List.of(), List.of(member(tx, 5)));
    }

    static Stream<Function<Transaction, LearnedItems>> learned() {
        return Stream.of(
                DataChecksTest::node, DataChecksTest::relationship, DataChecksTest::cells, DataChecksTest::label);
    }

    private static Remains.Reader reader(Marks marks) {
        return new Remains.Reader(marks, TrainConfig.parse(KARATE).projection(), INDEX);
    }

    @ParameterizedTest
    @MethodSource("learned")
    void findsWhatWasNeitherDeletedNorHidden(
            Function<Transaction, LearnedItems> learned, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        database.commit(tx -> {
            var items = learned.apply(tx);
            var remains = new Remains(tx);
            assertThat(remains.shown(items, reader(ALL))).isTrue();
            Hiding.hide(ALL, items);
            assertThat(remains.shown(items, reader(ALL))).isFalse();
            return items;
        });
    }

    /** A projection that is not told to look for marks would take in what they hide. */
    @Test
    void findsWhatIsHiddenFromAModelThatDoesNotLook(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        database.commit(tx -> {
            for (var items : List.of(relationship(tx), cells(tx), label(tx))) {
                Hiding.hide(ALL, items);
                assertThat(new Remains(tx).shown(items, reader(Marks.of("club"))))
                        .isTrue();
            }
            return tx;
        });
    }

    static Stream<Function<Transaction, Items>> items() {
        return Stream.of(
                tx -> Items.ofNodes(List.of(member(tx, 5))),
                tx -> Items.ofRelationships(List.of(known(tx))),
                tx -> Items.ofFeatures(List.of(new Items.FeatureItem(member(tx, 5), List.of("x"), new int[0]))),
                tx -> Items.ofFeatures(List.of(new Items.FeatureItem(member(tx, 5), List.of(), new int[] {5}))),
                tx -> Items.ofFeatures(List.of(new Items.FeatureItem(member(tx, 5), List.of(), new int[0]))),
                tx -> new Items(List.of(), List.of(), List.of(), List.of(member(tx, 5))));
    }

    @ParameterizedTest
    @MethodSource("items")
    void findsWhatIsStillInTheGraph(Function<Transaction, Items> named, TestDatabase.Running database) {
        Graphs.karate(database);
        var columns = FeatureColumns.of(TrainConfig.parse(KARATE).projection(), INDEX);

        database.commit(tx -> {
            var items = named.apply(tx);
            var remains = new Remains(tx);
            assertThat(remains.inGraph(items, List.of(columns), List.of("faction")))
                    .isTrue();
            new GraphChange(items).apply(List.of(columns), List.of("faction"));
            assertThat(remains.inGraph(items, List.of(columns), List.of("faction")))
                    .isFalse();
            return items;
        });
    }

    @Test
    void findsMarksThatStillNameWhatWasForgotten(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        database.commit(tx -> {
            member(tx, 5).setProperty("unlearn:club", 1L); // of shard 0, in training
            assertThat(new Remains(tx).marked(node(tx), ALL)).isTrue();
            assertThat(new Remains(tx).marked(label(tx), ALL)).isTrue();
            member(tx, 5).setProperty("unlearn:club", Marks.FORGOTTEN);
            assertThat(new Remains(tx).marked(node(tx), ALL)).isFalse();
            assertThat(new Remains(tx).marked(label(tx), ALL)).isFalse();
            return tx;
        });
    }

    @Test
    void refusesToGoOnAfterACheckFailed() {
        var results = new TreeMap<String, Object>(Map.of("graph", "GONE", "marks", "FAILED", "projection", "FAILED"));

        assertThatThrownBy(() -> DataChecks.required(results))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("After the deletion was written, the checks `marks`, `projection` still found");
    }

    /** A procedure that fails after it has written leaves nothing, whatever its caller does next. */
    @Test
    void closesTheTransactionOfACallThatFails(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var before = database.state();

        assertThatThrownBy(() -> database.commit(tx -> {
                    tx.execute("CREATE (:Written)").close();
                    assertThatThrownBy(() -> tx.execute("MATCH (n:Member) WITH collect(n) AS all "
                                    + "CALL unlearn.deleteNode('club', all) YIELD verdict RETURN verdict")
                            .resultAsString());
                    return tx;
                }))
                .isNotNull();

        assertThat(database.state()).isEqualTo(before);
    }

    private static Map<?, ?> checks(TestDatabase.Running database, String call) {
        database.run("MATCH (n {id: 5}) WHERE n:Member OR n:Paper " + call + " YIELD verdict RETURN verdict");
        var content = database.<Map<?, ?>>value("CALL unlearn.certificate.get('r-1') YIELD event, content "
                + "WHERE event = 'COMPLETED' RETURN content");
        return (Map<?, ?>) ((Map<?, ?>) content.get("data")).get("checks");
    }

    private static final Map<String, String> EXACT = Map.of(
            "caches", "NONE",
            "checkpoints", "NONE",
            "explanations", "NOT_CHECKED",
            "graph", "GONE",
            "marks", "GONE",
            "matrices", "ABSENT",
            "operators", "NONE",
            "parameters", "STORED",
            "projection", "ABSENT",
            "statistics", "NONE");

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(KARATE, "CALL unlearn.deleteNode('club', n, {requestId: 'r-1'})", Map.of()),
                Arguments.of(
                        KARATE,
                        "CALL unlearn.deleteNode('club', n, {requestId: 'r-1', keepInGraph: true})",
                        Map.of("graph", "KEPT", "marks", "FORGOTTEN")),
                Arguments.of(
                        karateWith("checkpoints", 3L),
                        "CALL unlearn.deleteFeature('club', n, {requestId: 'r-1'})",
                        Map.of("checkpoints", "RENEWED")),
                Arguments.of(
                        karateWith("architecture", "SGC", "head", "ridge", "epochs", null),
                        "CALL unlearn.deleteNode('club', n, {requestId: 'r-1'})",
                        Map.of("statistics", "RENEWED")),
                Arguments.of(
                        with(PAPERS, "slices", 2L),
                        "CALL unlearn.deleteNode('club', n, {requestId: 'r-1'})",
                        Map.of("matrices", "NONE")),
                Arguments.of(
                        with(PAPERS, "repair", "mirror", "strict", true),
                        "CALL unlearn.delete('club', {labels: n, nodes: []}, {requestId: 'r-1'})",
                        Map.of()));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void certifiesEveryCheckByItsName(
            Map<String, Object> config, String call, Map<String, String> others, TestDatabase.Running database) {
        if (config.get("nodeLabels").equals("Paper")) {
            Graphs.papers(database);
        } else {
            Graphs.karate(database);
        }
        train(database, "club", config);

        var expected = new TreeMap<>(EXACT);
        expected.putAll(others);
        assertThat(checks(database, call)).isEqualTo(expected);
    }

    @Test
    void namesTheCheckpointsThatStrategiesKeep(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", karateWith("checkpoints", 3L));

        var checks = checks(
                database, "CALL unlearn.deleteNode('club', n, {requestId: 'r-1', strategy: 'rewind', percent: 50})");

        assertThat(checks.get("checkpoints")).isEqualTo("KEPT");
        assertThat((List<?>) checks.get("checkpointsKept")).isNotEmpty().allSatisfy(name -> assertThat((String) name)
                .matches("shard 0, epoch \\d+"));
    }

    @Test
    void checksTheGraphAloneWhereNoModelLearned(TestDatabase.Running database) {
        Graphs.karate(database);

        assertThat(checks(database, "CALL unlearn.deleteNode('*', n, {requestId: 'r-1'})"))
                .isEqualTo(Map.of("graph", "GONE", "caches", "NONE"));
    }
}
