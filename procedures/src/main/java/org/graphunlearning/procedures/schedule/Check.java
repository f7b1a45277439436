package org.graphunlearning.procedures.schedule;

import java.util.List;
import org.graphunlearning.procedures.lifecycle.CallScope;

/**
 * One thing a run looks at. Implementations read only, say what they found in words that name no person and no property value, and call
 * {@code scope.guard()} in long loops, because a stopping database waits for them.
 */
interface Check {
    /** Its short name in results, in lower camel case. */
    String name();

    /**
     * Looks.
     *
     * @param scope a read transaction of its own
     * @return nothing when the check does not apply
     */
    List<Finding> run(CallScope scope, Subject subject);

    /**
     * What is looked at.
     *
     * @param models names of the models, ascending; those that exist when the run starts, or the one the schedule names
     * @param recompute whether costly re-training was asked for
     */
    record Subject(List<String> models, boolean recompute) {}

    /** A check of each model by itself: when it breaks down for one, it goes on with the next. */
    interface OfModel extends Check {
        /** Looks at one model that exists. */
        Finding check(CallScope scope, String model, Subject subject);

        @Override
        default List<Finding> run(CallScope scope, Subject subject) {
            return subject.models().stream()
                    .map(model -> Broken.orFinding(name(), model, () -> check(scope, model, subject)))
                    .toList();
        }

        /** A finding about a model. */
        default Finding found(String model, Finding.State state, String detail) {
            return new Finding(name(), model, state, detail);
        }
    }
}
