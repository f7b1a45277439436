package org.graphunlearning.procedures.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.graphunlearning.procedures.Graphs.KARATE;
import static org.graphunlearning.procedures.Graphs.karateWith;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabase.class)
class TrainProceduresTest {
    @Test
    @SuppressWarnings("unchecked")
    void trainsOnTheKarateClubAsWrittenDown(TestDatabase.Running database) {
        Graphs.karate(database);

        var row = Graphs.train(database, "club", KARATE);

        assertThat(row)
                .containsEntry("modelName", "club")
                .containsEntry("nodeCount", 34L)
                .containsEntry("relationshipCount", 78L)
                .containsEntry("shardCount", 1L);
        var info = (Map<String, Object>) row.get("modelInfo");
        assertThat(info)
                .containsEntry("architecture", "GCN")
                .containsEntry("classes", List.of(0L, 1L))
                .containsEntry("featureDimension", 34L)
                .containsEntry("guarantee", "EXACT")
                .containsEntry("testAccuracy", 1.0);
        assertThat((double) info.get("trainAccuracy")).isCloseTo(26 / 27.0, within(1e-12));
        assertThat((double) info.get("trainLoss")).isCloseTo(0.564589, within(1e-5));
    }

    @Test
    void givesTheSameBitsAtAnyConcurrency(TestDatabase.Running database) {
        Graphs.karate(database);

        Graphs.train(database, "one", karateWith("concurrency", 1L));
        Graphs.train(database, "three", karateWith("concurrency", 3L));

        assertThat(Graphs.sha256(database, "three")).isEqualTo(Graphs.sha256(database, "one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcn", "GAT", "sgc", "Sage", "GIN"})
    void trainsEveryArchitectureWhateverItsCase(String architecture, TestDatabase.Running database) {
        Graphs.karate(database);

        var row = Graphs.train(database, "club", karateWith("architecture", architecture));

        assertThat(row)
                .extractingByKey("configuration")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("architecture", architecture.toUpperCase(Locale.ROOT));
    }

    @Test
    void echoesEveryDefault(TestDatabase.Running database) {
        Graphs.karate(database);

        var row = Graphs.train(database, "club", KARATE);

        assertThat(row)
                .extractingByKey("configuration")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKeys(
                        "orientation",
                        "layers",
                        "heads",
                        "dropout",
                        "learningRate",
                        "weightDecay",
                        "patience",
                        "classWeights",
                        "learningRateSchedule",
                        "randomSeed",
                        "normalizeFeatures",
                        "shards",
                        "concurrency");
    }

    @Test
    void marksEveryNodeItLearnedFrom(TestDatabase.Running database) {
        Graphs.karate(database);

        Graphs.train(database, "club", KARATE);

        assertThat(database.<Long>value("MATCH (n:Member) WHERE n.`unlearn:club` >= 0 RETURN count(n)"))
                .isEqualTo(34);
        assertThat(database.<Long>value("MATCH (n:Filler) WHERE n.`unlearn:club` IS NOT NULL RETURN count(n)"))
                .isZero();
    }

    @Test
    void dropsSelfLoopsAndMergesParallelRelationships(TestDatabase.Running database) {
        Graphs.karate(database);
        Graphs.train(database, "plain", KARATE);
        database.run("MATCH (a:Member {id: 3}) CREATE (a)-[:KNOWS]->(a)");
        database.run("MATCH (a:Member {id: 0})-[:KNOWS]-(b:Member {id: 1}) CREATE (b)-[:KNOWS]->(a)");

        var row = Graphs.train(database, "noisy", KARATE);

        assertThat(row)
                .extractingByKey("modelInfo")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("selfLoops", 1L)
                .containsEntry("parallelRelationships", 1L);
        assertThat(Graphs.sha256(database, "noisy")).isEqualTo(Graphs.sha256(database, "plain"));
    }

    @Test
    void concatenatesScalarsAndLists(TestDatabase.Running database) {
        Graphs.karate(database);

        var row = Graphs.train(
                database, "dense", karateWith("sparseFeatures", null, "featureProperties", List.of("x", "v")));

        assertThat(row)
                .extractingByKey("modelInfo")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("featureDimension", 4L);
    }

    @Test
    void countsNodesWithoutFeaturesAsZeros(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member) WHERE n.id IN [5, 6] REMOVE n.index");

        var row = Graphs.train(database, "club", KARATE);

        assertThat(row)
                .extractingByKey("modelInfo")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("nodesWithoutFeatures", 2L);
    }

    @Test
    void takesEveryLabelAndTypeByDefaultButNotItsOwn(TestDatabase.Running database) {
        Graphs.karate(database);
        Graphs.train(database, "first", KARATE);
        database.run("MATCH (n:Filler) SET n.id = 1000 + id(n)");

        var row = Graphs.train(database, "all", karateWith("nodeLabels", null, "relationshipTypes", null));

        assertThat(row).containsEntry("nodeCount", 34L + 1337).containsEntry("relationshipCount", 78L);
    }

    @Test
    void drawsASplitByNodeKey(TestDatabase.Running database) {
        Graphs.karate(database);

        var row = Graphs.train(
                database,
                "drawn",
                karateWith("splitProperty", null, "testFraction", 0.3, "validationFraction", 0.1, "patience", 5L));

        assertThat(row)
                .extractingByKey("modelInfo")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKeys("testAccuracy", "validationAccuracy");
    }

    @Test
    void orientationChangesWhatIsLearned(TestDatabase.Running database) {
        Graphs.karate(database);

        Graphs.train(database, "both", KARATE);
        Graphs.train(database, "natural", karateWith("orientation", "natural"));
        Graphs.train(database, "reverse", karateWith("orientation", "REVERSE"));

        assertThat(List.of("both", "natural", "reverse"))
                .extracting(name -> Graphs.sha256(database, name))
                .doesNotHaveDuplicates();
    }

    @Test
    void learnsFromTextLabelsAndTextKeys(TestDatabase.Running database) {
        Graphs.karate(database);
        database.run("MATCH (n:Member) SET n.team = 'team ' + n.faction, n.name = 'member ' + n.id");

        var row = Graphs.train(database, "club", karateWith("targetProperty", "team", "nodeKeyProperty", "name"));

        assertThat(row)
                .extractingByKey("modelInfo")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("classes", List.of("team 0", "team 1"));
    }

    @Test
    void readsInParallelWhatItReadsInSequence(TestDatabase.Running database) {
        var config = Map.<String, Object>of(
                "nodeLabels",
                "Bulk",
                "relationshipTypes",
                "NEXT",
                "featureProperties",
                "v",
                "targetProperty",
                "y",
                "epochs",
                2L,
                "hiddenChannels",
                4L,
                "concurrency",
                3L);
        database.run("UNWIND range(1, 20000) AS i CREATE (:Bulk {v: [i % 7, i % 11 * 0.25], y: i % 3})");
        database.run("MATCH (a:Bulk) WITH a, id(a) AS i MATCH (b:Bulk) WHERE id(b) = i + 17 CREATE (a)-[:NEXT]->(b)");
        Graphs.train(database, "parallel", config);

        var inSequence = database.commit(tx -> {
            TestDatabase.Running.rows(tx, "CREATE (:Unrelated)", Map.of());
            return TestDatabase.Running.rows(
                    tx,
                    "CALL unlearn.train('sequence', $config) YIELD modelInfo RETURN modelInfo.sha256 AS sha256",
                    Map.of("config", config));
        });

        assertThat(inSequence.get(0)).containsEntry("sha256", Graphs.sha256(database, "parallel"));
    }

    @Test
    void estimatesWithoutTraining(TestDatabase.Running database) {
        Graphs.karate(database);

        var row = database.run("CALL unlearn.train.estimate('club', $config)", Map.of("config", KARATE))
                .get(0);

        assertThat(row)
                .containsEntry("nodeCount", 34L)
                .containsEntry("relationshipCount", 78L)
                .containsEntry("featureDimension", 34L);
        assertThat((long) row.get("bytesMin")).isPositive().isLessThan((long) row.get("bytesMax"));
        assertThat((String) row.get("requiredMemory")).matches("\\[\\d+ KiB \\.\\.\\. \\d+ KiB]");
        assertThat(database.<Boolean>value("CALL unlearn.model.exists('club') YIELD exists"))
                .isFalse();
    }
}
