package org.graphunlearning.procedures.schedule;

import java.util.HexFormat;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;

/** Reads every byte of a model's parameters and compares them with the hashes of its shards and its own. */
final class StoredParameters implements Check.OfModel {
    @Override
    public String name() {
        return "parameters";
    }

    @Override
    public Finding check(CallScope scope, String model, Check.Subject subject) {
        var store = new ModelStore(scope);
        var facts = store.facts(model); // a model that is gone is no damage: the caller reports it
        try {
            var entry = store.load(model);
            var config = TrainConfig.parse(facts.config());
            var decoded = entry.decoded(config.cut().sharding().aggregation());
            boolean same = HexFormat.of()
                    .formatHex(decoded.sha256())
                    .equals(entry.model().sha256());
            return same
                    ? found(model, Finding.State.PASSED, "The stored parameters have the SHA-256 they should have.")
                    : found(model, Finding.State.FAILED, "The stored parameters differ from the SHA-256 of the model.");
        } catch (IllegalStateException | IllegalArgumentException e) {
            return found(model, Finding.State.FAILED, "The stored parameters cannot be read: " + e.getMessage());
        }
    }
}
