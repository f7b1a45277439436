package org.graphunlearning.procedures.lifecycle;

import java.util.List;
import org.graphunlearning.gnn.compute.Progress;

/** Watches one call of a procedure, and may end it. Progress may be told by any thread, the rest by the call's own. */
public interface CallObserver {
    /** Watches nothing. */
    CallObserver NONE = new CallObserver() {
        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public void check() {}

        @Override
        public void warned(String modelName, List<String> warnings) {}
    };

    /** What is told of the call's steps. */
    Progress progress();

    /**
     * Asked wherever the call asks whether its transaction is still open.
     *
     * @throws RuntimeException when the call shall end
     */
    void check();

    /** The call tells its caller something about a model; sentences without names of persons or values of properties. */
    void warned(String modelName, List<String> warnings);
}
