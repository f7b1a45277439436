package org.graphunlearning.procedures.job;

import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.listProgress}, {@code unlearn.jobs.cancel} and {@code unlearn.userLog}. */
@NullUnmarked
public class JobProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Lists calls. */
    @Procedure(name = "unlearn.listProgress", mode = Mode.READ)
    @Description("Lists the calls under way and the last ones that ended, the newest first.")
    public Stream<JobRow> listProgress(
            @Name(value = "jobId", defaultValue = "", description = "One call; all where it is empty.") String jobId) {
        var wanted = jobId == null ? "" : jobId;
        return Jobs.of(scope).seenBy(Viewer.of(scope)).stream()
                .filter(job -> wanted.isEmpty() || job.id().equals(wanted))
                .map(Job::row);
    }

    /** Ends a call. */
    @Procedure(name = "unlearn.jobs.cancel", mode = Mode.READ)
    @Description("Ends a call that is running; its transaction is rolled back as a whole.")
    public Stream<JobRow> cancel(
            @Name(value = "jobId", description = "The call, as unlearn.listProgress names it.") String jobId) {
        if (jobId == null || jobId.isBlank()) {
            throw new IllegalArgumentException(
                    "`jobId` is empty; `CALL unlearn.listProgress()` gives those there are.");
        }
        return Stream.of(Jobs.of(scope).cancel(jobId, Viewer.of(scope)));
    }

    /** Lists warnings. */
    @Procedure(name = "unlearn.userLog", mode = Mode.READ)
    @Description("Lists what your calls warned of since the database started, the newest first.")
    public Stream<UserLog.Entry> userLog() {
        return Jobs.of(scope).log().of(Viewer.of(scope).name()).stream();
    }
}
