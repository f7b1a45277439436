package org.graphunlearning.procedures.help;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.lifecycle.PluginVersion;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

/** {@code unlearn.help} and {@code unlearn.version}. */
@NullUnmarked
public class HelpProcedures {
    private static final String PROCEDURES = "SHOW PROCEDURES YIELD name, signature, description "
            + "WHERE name STARTS WITH 'unlearn.' AND toLower(name) CONTAINS $topic "
            + "RETURN 'procedure' AS type, name, signature, description ORDER BY name";
    private static final String FUNCTIONS = "SHOW FUNCTIONS YIELD name, signature, description "
            + "WHERE name STARTS WITH 'unlearn.' AND toLower(name) CONTAINS $topic "
            + "RETURN 'function' AS type, name, signature, description ORDER BY name";

    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Lists what there is. */
    @Procedure(name = "unlearn.help", mode = Mode.READ)
    @Description("Lists the procedures and functions of the plugin whose name contains a topic.")
    public Stream<Row> help(
            @Name(value = "topic", defaultValue = "", description = "Part of a name, for example 'delete'.")
                    String topic) {
        var wanted = Map.<String, Object>of("topic", topic == null ? "" : topic.toLowerCase(Locale.ROOT));
        return Stream.of(PROCEDURES, FUNCTIONS)
                .flatMap(query -> scope.transaction().execute(query, wanted).stream())
                .map(row -> new Row(
                        (String) row.get("type"), (String) row.get("name"), (String) row.get("signature"), (String)
                                row.get("description")));
    }

    /** The version. */
    @UserFunction(name = "unlearn.version")
    @Description("The version of the graph unlearning plugin.")
    public String version() {
        return PluginVersion.CURRENT;
    }

    /** One procedure or function. */
    public record Row(
            @Description("procedure or function.") String type,
            @Description("Its name.") String name,
            @Description("Arguments and columns.") String signature,
            @Description("What it does.") String description) {}
}
