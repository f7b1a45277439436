package org.graphunlearning.procedures.sysinfo;

import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.sysInfo}. */
@NullUnmarked
public class SysInfoProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Lists facts. */
    @Procedure(name = "unlearn.sysInfo", mode = Mode.READ)
    @Description("Lists facts about plugin, machine and stored models, for operators and bug reports.")
    public Stream<Row> sysInfo() {
        return new SysInfo(scope).facts().entrySet().stream().map(fact -> new Row(fact.getKey(), fact.getValue()));
    }

    /** One fact. */
    public record Row(
            @Description("What.") String key,
            @Description("Text, number or truth value.") Object value) {}
}
