package org.graphunlearning.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.karateWith;

import java.util.Arrays;
import java.util.Collections;
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

/** One clear sentence for every kind of bad input, and nothing changed. */
@ExtendWith(TestDatabase.class)
class BadTrainingInputTest {
    static Stream<Arguments> configurations() {
        return Stream.of(
                config("Unexpected configuration key `concurency`. Did you mean `concurrency`?", "concurency", 2L),
                config("Configuration key `targetProperty` is missing.", "targetProperty", null),
                config("Configuration value `epochs` must be an integer, not a string.", "epochs", "many"),
                config("Configuration value `epochs` must lie between 1 and 1000000, not 0.", "epochs", 0L),
                config("Configuration value `dropout` must lie between 0.0 and 0.999, not NaN.", "dropout", Double.NaN),
                config(
                        "Configuration value `architecture` must be one of GCN, GAT, SGC, SIGN, SAGE, GIN, not `GCM`. Did you mean "
                                + "`GCN`?",
                        "architecture",
                        "GCM"),
                config("Label `Membr` does not exist in this database. Did you mean `Member`?", "nodeLabels", "Membr"),
                config(
                        "Relationship type `KNOW` does not exist in this database. Did you mean `KNOWS`?",
                        "relationshipTypes",
                        List.of("KNOW")),
                config(
                        "Property `factoin` does not exist in this database. Did you mean `faction`?",
                        "targetProperty",
                        "factoin"),
                config(
                        "Configuration values `nodeLabels` and `relationshipTypes` must not be empty; `*` stands for all.",
                        "nodeLabels",
                        List.of()),
                config("Give either `featureProperties` or `sparseFeatures`, not both.", "featureProperties", "x"),
                config("Give either `featureProperties` or `sparseFeatures`, one of them.", "sparseFeatures", null),
                config(
                        "Configuration key `sparseFeatures.dimension` is missing.",
                        "sparseFeatures",
                        Map.of("indices", "index")),
                config(
                        "Unexpected configuration key `dimensions`. Did you mean `dimension`?",
                        "sparseFeatures",
                        Map.of("indices", "index", "dimension", 34L, "dimensions", 3L)),
                config(
                        "Give either `splitProperty` or `testFraction` and `validationFraction`, not both.",
                        "testFraction",
                        0.3),
                config(
                        "`patience` needs labelled validation nodes; give a validation split or set it to 0.",
                        "patience",
                        5L,
                        "splitProperty",
                        null),
                config(
                        "Configuration values `testFraction` and `validationFraction` must sum to less than 1, not 1.1.",
                        "splitProperty",
                        null,
                        "testFraction",
                        0.9,
                        "validationFraction",
                        0.2));
    }

    static Stream<Arguments> cuts() {
        var partitioners = "multilevel, random, hash, blpa, bekm, bekmPretrained, guideFast, guideSr";
        return Stream.of(
                config("Configuration value `shards` must lie between 1 and 1000000, not 0.", "shards", 0L),
                config("`shards` (28) must not exceed the number of labelled training nodes (27).", "shards", 28L),
                alone("partitioner", "hash"),
                alone("partitionFrom", "other"),
                alone("aggregation", "mean"),
                alone("repair", "none"),
                alone("strict", false),
                alone("slices", 2L),
                cut(
                        "Configuration value `partitioner` must be one of " + partitioners
                                + ", not `blap`. Did you mean `blpa`?",
                        "partitioner",
                        "blap"),
                cut(
                        "Configuration value `aggregation` must be one of neighbours, mean, majority, learned, similarity, not "
                                + "`maen`. Did you mean `mean`?",
                        "aggregation",
                        "maen"),
                cut(
                        "Configuration value `repair` must be one of none, zero, mirror, mixup, not `mirrored`. Did you mean "
                                + "`mirror`?",
                        "repair",
                        "mirrored"),
                cut("`strict` is about ghosts and means nothing without a `repair`.", "strict", true),
                cut(
                        "`repair: 'mixup'` scales feature vectors, which `normalizeFeatures` undoes; use `mirror`, or set "
                                + "`normalizeFeatures` to false.",
                        "repair",
                        "mixup"),
                cut(
                        "`repair: 'zero'` adds nothing to the sums of a GIN of one layer; use `mirror` or two layers.",
                        "repair",
                        "zero",
                        "architecture",
                        "GIN",
                        "layers",
                        1L),
                cut("`slices` (21) must not exceed `epochs` (20): each slice needs at least one.", "slices", 21L),
                cut("Configuration value `slices` must lie between 1 and 64, not 65.", "slices", 65L),
                cut(
                        "`patience` stops a training, which `slices` divides beforehand; set one of them to its default.",
                        "slices",
                        2L,
                        "patience",
                        3L),
                cut(
                        "Give either `partitioner` or `partitionFrom`, not both.",
                        "partitioner",
                        "hash",
                        "partitionFrom",
                        "other"),
                cut("Model `othr` does not exist. Did you mean `other`?", "partitionFrom", "othr"),
                cut("Model `club` does not exist.", "partitionFrom", "club"),
                cut(
                        "Model `other` has 2 shards; set `shards` to that number to take its cut, not to 3.",
                        "partitionFrom",
                        "other"),
                config(
                        "Shard 1 of 20 would hold no labelled training node and learn no class; use fewer `shards`, or the "
                                + "`partitioner` `multilevel`, which spreads training nodes.",
                        "shards",
                        20L,
                        "partitioner",
                        "hash"));
    }

    private static Arguments alone(String key, Object value) {
        return config("`" + key + "` is about shards and there is one; set `shards` to 2 or more.", key, value);
    }

    private static Arguments cut(String message, Object... keysAndValues) {
        return Arguments.of(message, Graphs.with(karateWith("shards", 3L), keysAndValues));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void refusesCuts(String message, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        Graphs.train(database, "other", karateWith("shards", 2L));
        var before = database.state();

        refuses(database, config, message);

        assertThat(database.state()).isEqualTo(before);
    }

    private static Arguments config(String message, Object... keysAndValues) {
        return Arguments.of(message, karateWith(keysAndValues));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void refusesConfigurations(String message, Map<String, Object> config, TestDatabase.Running database) {
        Graphs.karate(database);
        var before = database.state();

        refuses(database, config, message);

        assertThat(database.state()).isEqualTo(before);
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                Arguments.of("MATCH (n:Member) DETACH DELETE n", "The graph is empty: no node has a label of Member."),
                Arguments.of(
                        "MATCH (n:Member) REMOVE n.faction", "No node is both labelled and in the training split."),
                Arguments.of(
                        "MATCH (n:Member) SET n.faction = 1",
                        "All labelled training nodes have the same class; a classifier needs at least two classes."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.faction = 1.5",
                        "Target property `faction` of node ELEMENT_ID is neither an integer nor a string."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.faction = 'one'",
                        "Labels must be all integers or all strings, not a mixture."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.split = 'training'",
                        "Split property `split` of node ELEMENT_ID must be one of train, val, validation, test, none."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.index = [34]",
                        "Column property `index` of node ELEMENT_ID holds an index outside 0 to 33, the `dimension` configured."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.index = [1, 2, 1]",
                        "Column property `index` of node ELEMENT_ID names one column twice."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.index = [1.5]",
                        "Column property `index` of node ELEMENT_ID is not a list of integers."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.index = ['1']",
                        "Feature property `index` of node ELEMENT_ID is neither a number nor a list of numbers."),
                Arguments.of(
                        "MATCH (n:Member) REMOVE n.index",
                        "No node of the projection has the feature property `index`."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) REMOVE n.id SET n.picked = true",
                        "Node ELEMENT_ID has no key property `id`."),
                Arguments.of(
                        "MATCH (n:Member {id: 3}) SET n.id = '3'",
                        "Key property `id` must be all integers or all strings, not a mixture."));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void refusesGraphs(String change, String message, TestDatabase.Running database) {
        Graphs.karate(database);
        var elementId = database.<String>value("MATCH (n:Member {id: 3}) RETURN elementId(n)");
        database.run(change);
        var before = database.state();

        refuses(database, KARATE, message.replace("ELEMENT_ID", elementId));

        assertThat(database.state()).isEqualTo(before);
    }

    static Stream<Arguments> denseFeatures() {
        return Stream.of(
                Arguments.of("SET n.v = [1.0, 2.0]", "has length 2 where others have 3."),
                Arguments.of(
                        "SET n.v = [1.0, 0.0 / 0.0, 1.0]", "holds a value that is not finite in single precision."),
                Arguments.of("SET n.v = [1.0, 1e39, 1.0]", "holds a value that is not finite in single precision."),
                Arguments.of("SET n.v = 'secret'", "is neither a number nor a list of numbers."),
                Arguments.of("SET n.v = [true, false, true]", "is neither a number nor a list of numbers."));
    }

    @ParameterizedTest
    @MethodSource("denseFeatures")
    void refusesDenseFeatures(String change, String ending, TestDatabase.Running database) {
        Graphs.karate(database);
        var elementId = database.<String>value("MATCH (n:Member {id: 3}) RETURN elementId(n)");
        database.run("MATCH (n:Member {id: 3}) " + change);

        refuses(
                database,
                karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v")),
                "Feature property `v` of node " + elementId + " " + ending);
    }

    @Test
    void looksForTheModelOfTheCutBeforeItReadsTheGraph(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 3}) SET n.index = 'unreadable'");

        refuses(database, karateWith("shards", 2L, "partitionFrom", "other"), "Model `other` does not exist.");
    }

    @Test
    void refusesListsOfDifferentLength(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member) SET n.weight = [0.5]");
        database.run("MATCH (n:Member {id: 3}) SET n.weight = [0.5, 0.5]");
        var elementId = database.<String>value("MATCH (n:Member {id: 3}) RETURN elementId(n)");

        refuses(
                database,
                karateWith("sparseFeatures", Map.of("indices", "index", "values", "weight", "dimension", 34L)),
                "Node " + elementId + " lists 1 columns in `index` but 2 values in `weight`.");
    }

    @Test
    void refusesKeysThatAreNotUnique(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member {id: 3}) SET n.id = 4");

        assertThatThrownBy(() -> Graphs.train(database, "club", KARATE))
                .rootCause()
                .hasMessageMatching("Nodes \\S+ and \\S+ have the same key property `id`; keys must be unique\\.");
    }

    @Test
    void refusesANameThatIsTaken(TestDatabase.Running database) {
        Graphs.karate(database);
        Graphs.train(database, "club", KARATE);

        refuses(
                database,
                KARATE,
                "Model `club` already exists; drop it first with `CALL unlearn.model.drop('club')` or choose another name.");
    }

    @Test
    void refusesNamesThatCannotBePropertyKeys(TestDatabase.Running database) {
        for (var name : Arrays.asList("*", "a:b", "", " ", null, "x".repeat(65))) {
            assertThatThrownBy(
                            () -> database.run("CALL unlearn.train($name, {})", Collections.singletonMap("name", name)))
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("`modelName` ");
        }
    }

    @Test
    void readsANullMapAsEmpty(TestDatabase.Running database) {
        assertThatThrownBy(() -> database.run("CALL unlearn.train('club', null)"))
                .rootCause()
                .hasMessage("Give either `featureProperties` or `sparseFeatures`, one of them.");
    }

    private static void refuses(TestDatabase.Running database, Map<String, Object> config, String message) {
        assertThatThrownBy(() -> Graphs.train(database, "club", config))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
