package org.graphunlearning.procedures.verify;

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

/** {@code unlearn.verify}, its details, its calibration, and attacks on a model by themselves. */
@NullUnmarked
public class VerifyProcedures {
    private static final String ID = "The request.";

    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Gives the verification of a request. */
    @Procedure(name = "unlearn.verify", mode = Mode.READ)
    @Description(
            "Says whether models forgot: with what was measured at the deletion, or with what can still be found out.")
    public Stream<VerifyRow> verify(
            @Name(value = "requestId", description = ID) String requestId,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description =
                                    "`recompute` (trains again where the deletion was not verified), `concurrency`.")
                    Map<String, Object> configuration) {
        var config = LaterCheck.Config.parse(configuration);
        var id = named(requestId);
        return Jobs.run(scope, "unlearn.verify", null, at -> new LaterCheck(at, config).rows(id)).stream();
    }

    /** Gives single targets. */
    @Procedure(name = "unlearn.verify.targets", mode = Mode.READ)
    @Description("Gives the nodes whose predictions were explained, with their metrics.")
    public Stream<DetailRows.TargetRow> targets(@Name(value = "requestId", description = ID) String requestId) {
        return new DetailRows(scope, named(requestId)).targets().stream();
    }

    /** Gives heat maps. */
    @Procedure(name = "unlearn.verify.heatmap", mode = Mode.READ)
    @Description("Gives what the prediction of one target rested on, before, after and in the retrained model.")
    public Stream<DetailRows.HeatRow> heatMap(
            @Name(value = "requestId", description = ID) String requestId,
            @Name(value = "target", description = "Its number or element in unlearn.verify.targets, or the node.")
                    Object target) {
        return new DetailRows(scope, named(requestId)).heatMap(target).stream();
    }

    /** Gives rules. */
    @Procedure(name = "unlearn.verify.rules", mode = Mode.READ)
    @Description("Gives short rules that imitate the models before, after and retrained; for diagnosis only.")
    public Stream<DetailRows.RuleRow> rules(@Name(value = "requestId", description = ID) String requestId) {
        return new DetailRows(scope, named(requestId)).rules().stream();
    }

    /** Calibrates. */
    @Procedure(name = "unlearn.verify.calibrate", mode = Mode.WRITE)
    @Description(
            "Finds where to cut between forgotten and not forgotten on a model, by controls whose verdict is known.")
    public Stream<Calibrating.Row> calibrate(
            @Name(value = "modelName", description = "The model, as it was trained.") String modelName,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description = "`items` per kind, `kinds` (NODE, EDGE, FEATURE), `seed`, `maxTargets`,"
                                    + " `explainer`, `explainerOptions`, `concurrency`.")
                    Map<String, Object> configuration) {
        var config = Calibrating.Config.parse(configuration);
        var name = ModelName.checked(modelName);
        return Jobs.run(scope, "unlearn.verify.calibrate", name, at -> new Calibrating(at, config).run(name)).stream();
    }

    /** Attacks. */
    @Procedure(name = "unlearn.mia", mode = Mode.READ)
    @Description("Attacks a model by membership inference, and a model retrained without the items as a yardstick.")
    public Stream<Attacking.Row> attack(
            @Name(value = "modelName", description = "The model; of one shard for `lira`.") String modelName,
            @Name(
                            value = "configuration",
                            description = "`nodes` or `relationships`, `attack` (threshold, paired, lira, leak, links),"
                                    + " `reference` (retrain, none), `shadows`, `seed`, `concurrency`.")
                    Map<String, Object> configuration) {
        var config = Attacking.Config.parse(configuration);
        var name = ModelName.checked(modelName);
        return Jobs.run(scope, "unlearn.mia", name, at -> new Attacking(at, config).run(name)).stream();
    }

    private static String named(String requestId) {
        if (requestId == null || requestId.isBlank()) {
            throw new IllegalArgumentException("`requestId` is empty; give the id that the deletion yielded.");
        }
        return requestId;
    }
}
