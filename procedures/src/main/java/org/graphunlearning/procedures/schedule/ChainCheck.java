package org.graphunlearning.procedures.schedule;

import java.util.List;
import org.graphunlearning.procedures.lifecycle.CallScope;

/** Looks at the certificates of the whole database: whether any was changed, lost or forged, as far as that can be told. */
interface ChainCheck extends Check {
    @Override
    default String name() {
        return "certificates";
    }

    /** What is wrong with them, or right. */
    Finding check(CallScope scope);

    @Override
    default List<Finding> run(CallScope scope, Subject subject) {
        return List.of(check(scope));
    }
}
