package org.graphunlearning.procedures.report;

import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.report}. */
@NullUnmarked
public class ReportProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /**
     * Writes the page of a request, one for each model it changed, from what the certificate and the verification recorded. Nothing is
     * measured anew; what was not measured is shown as missing, with the reason. Linear in what is stored.
     */
    @Procedure(name = "unlearn.report", mode = Mode.READ)
    @Description("Writes a self-contained HTML page on a request: what was asked, done, guaranteed and measured.")
    public Stream<Row> report(@Name(value = "requestId", description = "The request.") String requestId) {
        if (requestId == null || requestId.isBlank()) {
            throw new IllegalArgumentException("`requestId` is empty; give the id that the deletion yielded.");
        }
        return new RequestPages(scope).of(requestId).stream();
    }

    /** What {@code unlearn.report} yields. */
    public record Row(
            @Description("The request.") String requestId,

            @Description("The model, or * when no model learned from what was named.")
            String modelName,

            @Description("The page, to be stored as UTF-8.") String html) {}
}
