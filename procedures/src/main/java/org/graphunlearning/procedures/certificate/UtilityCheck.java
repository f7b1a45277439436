package org.graphunlearning.procedures.certificate;

import java.util.HexFormat;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.FromScratch;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Step;

/**
 * Measures the accuracy of a model again and compares its bits with those signed, while model and graph are those of the certificate.
 * Costs reading the graph and one pass of the model.
 */
final class UtilityCheck {
    private static final String NAME = "metrics.utility";
    private static final String COLUMN = "utilityPost";

    private final CallScope scope;
    private final Content content;
    private final int concurrency;
    private final String name;

    UtilityCheck(CallScope scope, Content content, int concurrency) {
        this.scope = scope;
        this.content = content;
        this.concurrency = concurrency;
        this.name = String.valueOf(content.facts().procedure().get("modelName"));
    }

    Step step(SignedNumbers signed) {
        var then = signed.fraction(COLUMN);
        if (then == null) {
            return Step.open(NAME, "No accuracy is signed: there was no labelled test node.");
        }
        var store = new ModelStore(scope);
        if (!store.exists(name)) {
            return Step.open(NAME, "Model `" + name + "` was dropped, so nothing can be measured again.");
        }
        try {
            return compared(store.load(name), then);
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Step.failed(NAME, "Model `" + name + "` cannot be read: " + e.getMessage());
        }
    }

    private Step compared(ModelStore.Entry entry, double then) {
        if (!entry.model().sha256().equals(content.facts().data().get("modelAfter"))) {
            return Step.open(NAME, "Model `" + name + "` has been changed or trained anew since.");
        }
        if (entry.shards().size() > 1) {
            return Step.open(NAME, "The numbers are those of one shard, which the certificate does not name.");
        }
        return measured(entry, then);
    }

    private Step measured(ModelStore.Entry entry, double then) {
        var model = entry.model();
        var training = TrainConfig.parse(model.config());
        var decoded = entry.decoded(training.cut().sharding().aggregation());
        if (!HexFormat.of().formatHex(decoded.sha256()).equals(model.sha256())) {
            return Step.failed(NAME, "The stored parameters are not those the model was left with.");
        }
        var request = ProjectionRequest.forModel(training.projection(), model.marks(), model.layout(), concurrency);
        var projection = Projector.project(scope, request);
        if (!FromScratch.fingerprint(projection, training)
                .equals(content.facts().data().get("graphAfter"))) {
            return Step.open(NAME, "The graph has changed since, so the accuracy would be another one.");
        }
        double now = accuracy(decoded.shards().get(0).model(), projection);
        var rest =
                " All other numbers compared explanations or answers with what was deleted, and cannot be measured again.";
        return SignedNumbers.canonical(now).equals(SignedNumbers.canonical(then))
                ? Step.held(NAME, "Measured again: `" + COLUMN + "` has the bits signed." + rest)
                : Step.failed(NAME, "Measured again: `" + COLUMN + "` is " + now + ", and " + then + " is signed.");
    }

    private double accuracy(Gnn model, Projection projection) {
        var guard = scope.guard();
        try (var threads = Compute.withThreads(concurrency)) {
            var logits = model.logits(projection.graph(), threads.checkingFor(guard::check));
            return Scores.accuracy(model.classes(), projection.graph(), logits, Role.TEST);
        }
    }
}
