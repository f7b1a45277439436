package org.graphunlearning.procedures.certificate;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.TestDatabase;
import org.neo4j.graphdb.Transaction;

/** Short ways to delete a member of the karate club and to ask for certificates. */
final class Certificates {
    private static final String DELETE =
            "MATCH (n:Member {id: $id}) CALL unlearn.deleteNode('club', n, {requestId: $request}) YIELD receipt, guarantee, "
                    + "warnings RETURN receipt, guarantee, warnings";

    private Certificates() {}

    static Map<String, Object> delete(TestDatabase.Running database, long id, String request) {
        return database.commit(tx -> delete(tx, id, request));
    }

    static Map<String, Object> delete(Transaction tx, long id, String request) {
        return TestDatabase.Running.rows(tx, DELETE, Map.of("id", id, "request", request))
                .get(0);
    }

    static List<Map<String, Object>> chain(TestDatabase.Running database) {
        return database.run("CALL unlearn.certificate.chain()");
    }

    static Map<String, Object> step(List<Map<String, Object>> steps, String name) {
        return steps.stream()
                .filter(row -> row.get("step").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No step " + name + " in " + steps));
    }

    /** Number, event and, but for keys, request of every entry. */
    static List<String> events(TestDatabase.Running database) {
        return database
                .run("MATCH (e:UnlearnEntry) WHERE e.seq IS NOT NULL RETURN e.seq + ' ' + e.event + "
                        + "CASE e.event WHEN 'KEY_ROTATED' THEN '' ELSE ' ' + e.requestId END AS line ORDER BY e.seq")
                .stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }
}
