package org.graphunlearning.procedures.hook;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.TestDatabase;

/** Short ways to ask what is pending. */
public final class Pendings {
    private Pendings() {}

    /** Each row as model, kind, count and shards. */
    public static List<String> of(TestDatabase.Running database, String model) {
        return database.run("CALL unlearn.pending($model)", Map.of("model", model)).stream()
                .map(row ->
                        row.get("modelName") + " " + row.get("kind") + " " + row.get("count") + " " + row.get("shards"))
                .toList();
    }

    /** The same of all models. */
    public static List<String> all(TestDatabase.Running database) {
        return of(database, "*");
    }

    /** How many records there are, those of models that are gone included. */
    public static long records(TestDatabase.Running database) {
        return database.<Long>value("MATCH (p:UnlearnPending) RETURN count(p)");
    }
}
