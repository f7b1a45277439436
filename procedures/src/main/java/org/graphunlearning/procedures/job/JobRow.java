package org.graphunlearning.procedures.job;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.neo4j.procedure.Description;

/** A call as {@code unlearn.listProgress} lists it. */
public record JobRow(
        @Description("Its name until the database stops.") String jobId,
        @Description("The procedure.") String task,

        @Description("The model it is about, '*' for every one; null where it is about none.") @Nullable
        String modelName,

        @Description("Who called; null for nobody, as with authentication off.") @Nullable
        String user,

        @Description("What it is doing, or did last, with how many of its shards are done; null before the first step.")
        @Nullable
        String phase,

        @Description("Share of the phase that is done, in [0, 1]; null where nobody knows.") @Nullable
        Double progress,

        @Description("RUNNING, FINISHED, FAILED or CANCELLED; a finished call is not yet a committed one.")
        String status,

        @Description("When it began.") ZonedDateTime started,

        @Description("Milliseconds since then, or until it ended.")
        long elapsedMillis) {}
