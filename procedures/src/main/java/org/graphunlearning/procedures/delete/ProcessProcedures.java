package org.graphunlearning.procedures.delete;

import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.job.Jobs;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.process}. */
@NullUnmarked
public class ProcessProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Makes models forget what is pending. */
    @Procedure(name = "unlearn.process", mode = Mode.WRITE, eager = true)
    @Description("Makes models forget what plain Cypher took out of the graph, as unlearn.pending lists it.")
    public Stream<DeleteRow> process(
            @Name(value = "modelName", description = "A model, or '*' for every model with something pending.")
                    String modelName,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "`strategy` (`retrain`), `requestId`, `concurrency`.")
                    Map<String, Object> configuration) {
        var name = ModelName.EVERY.equals(modelName) ? modelName : ModelName.checked(modelName);
        var config = DeleteConfig.ofPending(configuration);
        return Jobs.run(scope, "unlearn.process", name, at -> new Processing(at, config).run(name)).stream();
    }
}
