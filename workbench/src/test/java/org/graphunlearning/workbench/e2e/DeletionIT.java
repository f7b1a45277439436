package org.graphunlearning.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphunlearning.workbench.e2e.SmallGraph.TRAINING_NODE;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.graphunlearning.workbench.e2e.SharedServer.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;

/** Deletions as a client with a driver makes them. */
@ExtendWith(SharedServer.class)
class DeletionIT {
    private static final String MODEL = "small";
    private static final String DELETE_NODE =
            "MATCH (n:Node {id: $id}) CALL unlearn.deleteNode('small', n) YIELD guarantee RETURN guarantee";

    @Test
    void restoresGraphParametersAndPredictionsOnRollback(Running running) {
        trainSmall(running);
        var before = state(running);

        try (var session = running.driver().session();
                var tx = session.beginTransaction()) {
            var row = tx.run(DELETE_NODE, Map.of("id", TRAINING_NODE)).single();
            assertThat(row.get("guarantee").asString()).isEqualTo("EXACT");
            assertThat(tx.run("MATCH (n:Node {id: $id}) RETURN n", Map.of("id", TRAINING_NODE))
                            .list())
                    .isEmpty();
            tx.rollback();
        }

        assertThat(state(running)).isEqualTo(before);
    }

    @Test
    void keepsGraphAndParametersTogetherInOneTransactionWithOtherWork(Running running) {
        trainSmall(running);
        var before = running.client().sha256(MODEL);

        try (var session = running.driver().session()) {
            session.executeWriteWithoutResult(tx -> {
                tx.run("CREATE (:Audit {of: $id})", Map.of("id", TRAINING_NODE)).consume();
                tx.run(DELETE_NODE, Map.of("id", TRAINING_NODE)).consume();
            });
        }

        assertThat(running.client().run("MATCH (a:Audit) RETURN a", Map.of())).hasSize(1);
        assertThat(running.client().sha256(MODEL)).isNotEqualTo(before).isEqualTo(fromScratch(running));
    }

    @Test
    void letsTwoDeletionsOfOneModelFollowEachOther(Running running) throws Exception {
        trainSmall(running);
        var start = new CountDownLatch(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var pending = List.of(TRAINING_NODE, TRAINING_NODE + 1).stream()
                    .map(id -> pool.submit(() -> {
                        start.countDown();
                        start.await();
                        try (var session = running.driver().session()) {
                            return session.executeWrite(
                                    tx -> tx.run(DELETE_NODE, Map.of("id", id)).single());
                        }
                    }))
                    .toList();
            for (var one : pending) {
                assertThat(one.get().get("guarantee").asString()).isEqualTo("EXACT");
            }
        } finally {
            pool.shutdown();
        }

        assertThat(running.client().sha256(MODEL)).isEqualTo(fromScratch(running));
        assertThat(certificates(running)).isEqualTo(2);
    }

    @Test
    void isAllOrNothingWhenThePowerGoes(Running running) throws Exception {
        SmallGraph.load(running.client());
        // Long enough to be caught at it.
        running.client().train(MODEL, SmallGraph.configuration(Map.of("epochs", 2000)));
        running.client().deleteNode(MODEL, (int) TRAINING_NODE);
        var answered = running.client().sha256(MODEL);
        var pool = Executors.newSingleThreadExecutor();
        try {
            var pending = pool.submit(() -> running.client().deleteNode(MODEL, (int) TRAINING_NODE + 1));
            awaitCall(running, "unlearn.deleteNode");
            running.server().kill();
            assertThat(pending).failsWithin(Duration.ofMinutes(1));
        } finally {
            pool.shutdown();
        }
        running.server().restart();

        assertThat(exists(running, TRAINING_NODE)).isFalse();
        assertThat(exists(running, TRAINING_NODE + 1)).isTrue();
        assertThat(certificates(running)).isEqualTo(1);
        assertThat(running.client().sha256(MODEL)).isEqualTo(answered);
        assertThat(running.client().predict(MODEL)).hasSize(SmallGraph.DATA.nodeCount() - 1);
    }

    private static void trainSmall(Running running) {
        SmallGraph.load(running.client());
        running.client().train(MODEL, SmallGraph.configuration(Map.of()));
    }

    private static String fromScratch(Running running) {
        var fresh = running.client()
                .train("from-scratch", SmallGraph.configuration(Map.of()))
                .sha256();
        running.client().drop("from-scratch");
        return fresh;
    }

    private static boolean exists(Running running, long node) {
        return !running.client()
                .run("MATCH (n:Node {id: $id}) RETURN n", Map.of("id", node))
                .isEmpty();
    }

    private static long certificates(Running running) {
        return running.client()
                .run("MATCH (c:UnlearnCertificate) RETURN count(c) AS all", Map.of())
                .get(0)
                .get("all")
                .asLong();
    }

    /** Everything a rollback must bring back: nodes and relationships with their properties, and what the model says. */
    private static List<Object> state(Running running) {
        var nodes = running.client()
                .run(
                        "MATCH (n) WHERE (NOT n:UnlearnEntry OR n:UnlearnCertificate) AND NOT n:UnlearnChain "
                                + "RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS p ORDER BY id",
                        Map.of());
        var links = running.client()
                .run(
                        "MATCH ()-[r]->() RETURN elementId(r) AS id, type(r) AS type, properties(r) AS p ORDER BY id",
                        Map.of());
        var hash = running.client().sha256(MODEL);
        return List.of(
                nodes.stream().map(Record::asMap).map(DeletionIT::readable).toList(),
                links.stream().map(Record::asMap).map(DeletionIT::readable).toList(),
                hash,
                running.client().predict(MODEL));
    }

    /** Byte arrays are equal when their content is. */
    private static String readable(Map<String, Object> row) {
        var text = new StringBuilder();
        new TreeMap<>(row).forEach((key, value) -> text.append(key)
                .append(Arrays.deepToString(new Object[] {comparable(value)})));
        return text.toString();
    }

    private static Object comparable(Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + Arrays.deepToString(new Object[] {entry.getValue()}))
                        .sorted()
                        .toArray()
                : value;
    }

    private static void awaitCall(Running running, String call) {
        var deadlineNanos = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < deadlineNanos) {
            var found = running.client()
                    .run(
                            "SHOW TRANSACTIONS YIELD currentQuery, elapsedTime WHERE currentQuery CONTAINS $call"
                                    + " AND NOT currentQuery STARTS WITH 'SHOW' RETURN elapsedTime",
                            Map.of("call", call));
            if (!found.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("The server never got to the call.");
    }
}
