package org.graphunlearning.procedures.schedule;

import java.util.List;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;

/** Makes schedules and looks their results up, in the caller's transaction. */
final class Scheduling {
    private final CallScope scope;
    private final ScheduleStore store;

    Scheduling(CallScope scope) {
        this.scope = scope;
        this.store = new ScheduleStore(scope.transaction());
    }

    /**
     * Makes a schedule; it runs first when its rhythm comes round.
     *
     * @throws IllegalArgumentException when the name is taken or the model does not exist
     */
    Schedule create(String name, ScheduleConfig config) {
        scope.lockName("unlearn schedule " + name);
        if (store.exists(name)) {
            throw new IllegalArgumentException("Schedule `" + name + "` already exists; cancel it first with "
                    + "`CALL unlearn.schedule.cancel('" + name + "')` or choose another name.");
        }
        if (!config.modelName().equals(ModelName.EVERY)) {
            new ModelStore(scope).facts(config.modelName());
        }
        var now = scope.clock().instant();
        var first = config.rhythm().next(now, now);
        var schedule = new Schedule(name, config.modelName(), config.rhythm(), config.recompute(), first, now);
        store.create(schedule);
        return schedule;
    }

    /**
     * Runs of a schedule, the latest first.
     *
     * @throws IllegalArgumentException when there is neither a schedule nor a run of that name
     */
    List<ScheduleRun> results(String name) {
        var runs = store.runs(name);
        if (runs.isEmpty() && !store.exists(name)) {
            throw store.unknown(name);
        }
        return runs;
    }
}
