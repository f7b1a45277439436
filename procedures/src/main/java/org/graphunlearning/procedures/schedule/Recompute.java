package org.graphunlearning.procedures.schedule;

import java.util.List;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.FromScratch;
import org.graphunlearning.procedures.train.TrainConfig;

/**
 * Trains a model that claims to be exact once more, from scratch on the graph as it is, and compares the bits. That is the strongest
 * evidence there is, and costs a training; it says nothing where the graph changed since, because then other parameters are right.
 */
final class Recompute implements Check.OfModel {
    @Override
    public String name() {
        return "recompute";
    }

    @Override
    public List<Finding> run(CallScope scope, Check.Subject subject) {
        return subject.recompute() ? Check.OfModel.super.run(scope, subject) : List.of();
    }

    @Override
    public Finding check(CallScope scope, String model, Check.Subject subject) {
        var facts = new ModelStore(scope).facts(model);
        if (!facts.guarantee().equals(Guarantee.EXACT.name())) {
            return found(
                    model,
                    Finding.State.SKIPPED,
                    "The model is " + facts.guarantee() + ", so training anew would rightly give other parameters.");
        }
        var config = TrainConfig.parse(facts.config());
        var projection = Absence.project(scope, facts, config.projection());
        if (!FromScratch.fingerprint(projection, config).equals(facts.fingerprint())) {
            return found(
                    model,
                    Finding.State.SKIPPED,
                    "The graph changed since the model was trained, so training anew would rightly give other parameters.");
        }
        // One thread: nobody waits for it, so leave the processors to those who do.
        boolean same = FromScratch.sha256(scope, projection, config, 1).equals(facts.sha256());
        return same
                ? found(model, Finding.State.PASSED, "Trained anew, the parameters are the same to the last bit.")
                : found(model, Finding.State.FAILED, "Trained anew on the same graph, the parameters differ.");
    }
}
