package org.graphunlearning.procedures.schedule;

import org.graphunlearning.procedures.hook.Pending;
import org.graphunlearning.procedures.hook.PendingStore;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelStore;

/** Whether a model still remembers what plain Cypher took out of the graph; reads the records of that and nothing else. */
final class Remembered implements Check.OfModel {
    @Override
    public String name() {
        return "pending";
    }

    @Override
    public Finding check(CallScope scope, String model, Check.Subject subject) {
        var facts = new ModelStore(scope).facts(model);
        long things = Pending.things(new PendingStore(scope).of(facts));
        return things == 0
                ? found(model, Finding.State.PASSED, "Nothing is known that left the graph and not the model.")
                : found(model, Finding.State.FAILED, Pending.warning(model, things));
    }
}
