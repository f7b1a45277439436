package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.ROW;
import static org.graphunlearning.procedures.Graphs.karateWith;
import static org.graphunlearning.procedures.Graphs.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One clear sentence for every kind of bad request, and nothing changed. */
@ExtendWith(TestDatabase.class)
class BadDeletionInputTest {
    private static final String FIVE = "MATCH (n:Member {id: 5}) ";
    private static final String FOREIGN = "4:00000000-0000-0000-0000-000000000000:5";

    static Stream<Arguments> requests() {
        return Stream.of(
                bad(FIVE + "CALL unlearn.deleteNode('clib', n)", "Model `clib` does not exist. Did you mean `club`?"),
                bad(FIVE + "CALL unlearn.deleteNode('', n)", "`modelName` must not be empty."),
                bad(FIVE + "CALL unlearn.deleteNode(null, n)", "`modelName` must not be empty."),
                bad(
                        FIVE + "CALL unlearn.deleteNode('club', n, {strateggy: 'retrain'})",
                        "Unexpected configuration key `strateggy`. Did you mean `strategy`?"),
                bad(
                        FIVE + "CALL unlearn.deleteNode('club', n, {strategy: 'retrein'})",
                        "Configuration value `strategy` must be one of retrain, auto, linear, gif, if, finetune, rewind, etr, "
                                + "cgu, idea, descentToDelete, gnndelete, cognac, unlink, not `retrein`. Did you mean "
                                + "`retrain`?"),
                bad(
                        FIVE + "CALL unlearn.deleteNode('club', n, {epochs: 3})",
                        "`epochs` belongs to `finetune`, not to `retrain`."),
                bad(
                        FIVE + "CALL unlearn.deleteNode('club', n, {strategy: 'gif', solver: 'newton'})",
                        "Configuration value `solver` must be one of cg, neumann, firstOrder, not `newton`."),
                bad(
                        FIVE + "CALL unlearn.deleteNode('club', n, {strategy: 'auto', budgetMillis: 0})",
                        "`budgetMillis` of 0 leaves no strategy any time; leave it out to always retrain, or give the "
                                + "milliseconds a deletion may take, 1 or more."),
                bad(
                        FIVE + "CALL unlearn.deleteNode('club', n, {keepInGraph: 1})",
                        "Configuration value `keepInGraph` must be true or false, not a number."),
                bad(
                        FIVE + "CALL unlearn.deleteNode('club', n, {requestId: ' '})",
                        "Configuration value `requestId` must not be blank."),
                bad("CALL unlearn.deleteNode('club', null)", "`node` is null; a MATCH before may have found nothing."),
                bad("CALL unlearn.deleteNode('club', [])", "`node` is an empty list; name at least one."),
                bad(
                        "CALL unlearn.deleteNode('club', 5)",
                        "`node` takes a node, an elementId or a list of these, not a value of type Long."),
                bad(
                        "MATCH ()-[r:KNOWS]->() WITH r LIMIT 1 CALL unlearn.deleteNode('club', r)",
                        "`node` takes a node, an elementId or a list of these, not a value of type Relationship."),
                bad(
                        FIVE + "CALL unlearn.deleteEdge('club', n)",
                        "`relationship` takes a relationship, an elementId or a list of these, not a value of type Node."),
                bad(
                        "CALL unlearn.deleteNode('club', 'Alice')",
                        "`node` holds a string that is not the elementId of a node of this database."),
                bad(
                        "CALL unlearn.deleteNode('club', '" + FOREIGN + "')",
                        "`node` holds a string that is not the elementId of a node of this database."),
                bad(
                        "CALL unlearn.delete('club', {})",
                        "There is nothing to delete: name at least one node, relationship, feature or label."),
                bad(
                        "CALL unlearn.delete('club', null)",
                        "There is nothing to delete: name at least one node, relationship, feature or label."),
                bad(
                        "CALL unlearn.delete('club', {nodes: []})",
                        "There is nothing to delete: name at least one node, relationship, feature or label."),
                bad(
                        FIVE + "CALL unlearn.delete('club', {node: n})",
                        "Unexpected configuration key `node`. Did you mean `nodes`?"),
                bad(
                        FIVE + "CALL unlearn.delete('club', {features: [n]})",
                        "`features` takes maps of the form {node, properties} or {node, indices}."),
                bad(
                        FIVE + "CALL unlearn.deleteFeature('club', n, {properties: 'index', indices: [1]})",
                        "Give either `properties` or `indices`, not both."),
                bad(
                        FIVE + "CALL unlearn.deleteFeature('club', n, {indices: [34]})",
                        "Feature index 34 does not exist; the model's vector has 34 columns, counted from 0 over all feature "
                                + "properties."),
                bad(
                        FIVE + "CALL unlearn.deleteFeature('club', n, {indices: [-1]})",
                        "Configuration value `indices` must hold numbers between 0 and 2147483647, not -1."),
                bad(
                        FIVE + "CALL unlearn.deleteFeature('club', n, {properties: 'indx'})",
                        "Property `indx` is neither a feature of the model nor on node ELEMENT_ID. Did you mean `index`?"));
    }

    private static Arguments bad(String query, String message) {
        return Arguments.of(query, message);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void refusesRequests(String query, String message, TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var elementId = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");
        var before = database.state();

        refuses(database, query, message.replace("ELEMENT_ID", elementId));

        assertThat(database.state()).isEqualTo(before);
    }

    private static void refuses(TestDatabase.Running database, String query, String message) {
        assertThatThrownBy(() -> database.run(query + ROW))
                .satisfies(e -> assertThat(sentence(e)).isEqualTo(message));
    }

    /** The message of the deepest exception of ours: Neo4j's own causes may lie below. */
    private static String sentence(Throwable thrown) {
        String found = "";
        for (var e = thrown; e != null; e = e.getCause()) {
            boolean ours = Stream.of(e.getStackTrace()).limit(1).anyMatch(frame -> frame.getClassName()
                    .startsWith("org.graphunlearning"));
            if (ours) {
                found = String.valueOf(e.getMessage());
            }
        }
        return found;
    }

    @Test
    void refusesANodeDeletedEarlierInTheTransaction(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var elementId = database.<String>value("MATCH (n:Member {id: 5}) RETURN elementId(n)");

        assertThatThrownBy(() -> database.commit(tx -> {
                    TestDatabase.Running.rows(tx, "MATCH (n:Member {id: 5}) DETACH DELETE n", Map.of());
                    return TestDatabase.Running.rows(
                            tx, "CALL unlearn.deleteNode('club', $node)", Map.of("node", elementId));
                }))
                .satisfies(e -> assertThat(sentence(e))
                        .isEqualTo("The node " + elementId
                                + " does not exist (any more); it may have been deleted earlier in "
                                + "this transaction, so call unlearn before DELETE."));
    }

    @Test
    void refusesToLeaveOneClass(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        var before = database.state();

        refuses(
                database,
                "MATCH (n:Member {faction: 1}) WITH collect(n) AS ns CALL unlearn.deleteNode('club', ns)",
                "Deleting this would leave model `club` with one class; drop the model first with `CALL "
                        + "unlearn.model.drop('club')`.");

        assertThat(database.state()).isEqualTo(before);
    }

    @Test
    void refusesToLeaveNobodyToLearnFrom(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);

        refuses(
                database,
                "MATCH (n:Member {split: 'train'}) WITH collect(n) AS ns CALL unlearn.deleteNode('*', ns)",
                "Deleting this would leave model `club` with no labelled training node; drop the model first with `CALL "
                        + "unlearn.model.drop('club')`.");
    }

    @Test
    void refusesARequestIdUsedForAnotherModel(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        train(database, "other", KARATE);
        database.run(FIVE + "CALL unlearn.deleteNode('club', n, {requestId: 'r-1'})" + ROW);

        refuses(
                database,
                "MATCH (n:Member {id: 6}) CALL unlearn.deleteNode('other', n, {requestId: 'r-1'})",
                "This `requestId` was already used for model `club`; a new request needs a new one.");
    }

    @Test
    void refusesIndicesForModelsThatReadDifferentFeatures(TestDatabase.Running database) {
        Graphs.karate(database);
        train(database, "club", KARATE);
        train(database, "dense", karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v")));

        refuses(
                database,
                FIVE + "CALL unlearn.deleteFeature('*', n, {indices: [0]})",
                "Without one model (or models that share their features) `indices` and whole vectors mean nothing; name the "
                        + "model or use `properties`.");
    }

    @Test
    void removesAPropertyFromEveryModelThatReadsIt(TestDatabase.Running database) {
        var dense = karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v"));
        Graphs.karate(database);
        train(database, "club", KARATE);
        train(database, "dense", dense);

        var rows = database.run(FIVE + "CALL unlearn.deleteFeature('*', n, {properties: 'x'})" + ROW);

        assertThat(rows).extracting(row -> row.get("modelName")).containsExactly("dense");
        assertThat(database.<Boolean>value("MATCH (n:Member {id: 5}) RETURN n.x IS NULL AND n.v IS NOT NULL"))
                .isTrue();
        train(database, "fresh", dense);
        assertThat(Graphs.sha256(database, "dense")).isEqualTo(Graphs.sha256(database, "fresh"));
    }
}
