package org.graphunlearning.procedures.certificate;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.FromScratch;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.certificate.Content;
import org.graphunlearning.verify.certificate.Event;
import org.graphunlearning.verify.certificate.Step;
import org.jspecify.annotations.Nullable;

/**
 * Trains the model of a certificate from scratch on the graph there is and compares the SHA-256 of the parameters: what an auditor
 * can do about an exact result instead of trusting it (Thudi et al., USENIX Security 2022). Costs a training; changes nothing.
 *
 * <p>Only the latest certificate of a model can be checked, and only while the graph is what it was: anything else is reported as
 * not checkable, not as wrong.
 */
public final class Recomputation {
    static final String NAME = "recompute";

    private final CallScope scope;
    private final int concurrency;
    private final Map<String, Object> procedure;
    private final Map<String, Object> data;
    private final String name;

    Recomputation(CallScope scope, Content content, int concurrency) {
        this.scope = scope;
        this.concurrency = concurrency;
        this.procedure = content.facts().procedure();
        this.data = content.facts().data();
        this.name = String.valueOf(procedure.get("modelName"));
    }

    Step step() {
        return step(true);
    }

    /**
     * What can be said of one model of a request as things are now.
     *
     * @param modelName the model
     * @param data whether stored parameters and graph are those of the certificate; costs reading the graph
     * @param recomputed whether training again gives the same; null when not asked for
     */
    public record Present(
            String modelName, Step data, @Nullable Step recomputed) {}

    /**
     * Looks at every model that a completed request changed; changes nothing.
     *
     * @param recompute whether to train again where the result is exact
     */
    public static List<Present> present(CallScope scope, String requestId, boolean recompute, int concurrency) {
        var out = new ArrayList<Present>();
        for (var stored : new ChainStore(scope).of(requestId)) {
            var sealed = stored.sealed();
            if (sealed == null) {
                continue; // its node was changed from outside; `unlearn.certificate.verify` says so
            }
            var content = sealed.parsed().content();
            if (content.event() == Event.COMPLETED
                    && !"".equals(content.facts().data().get("graphAfter"))) {
                var one = new Recomputation(scope, content, concurrency);
                out.add(new Present(one.name, one.step(false), recompute ? one.step(true) : null));
            }
        }
        return out;
    }

    private Step step(boolean trains) {
        if (trains && !Guarantee.EXACT.name().equals(procedure.get("guarantee"))) {
            return Step.open(
                    NAME,
                    "Only an EXACT result equals a training from scratch; this one is " + procedure.get("guarantee")
                            + ".");
        }
        var store = new ModelStore(scope);
        if (!store.exists(name)) {
            return Step.open(NAME, "Model `" + name + "` was dropped.");
        }
        try {
            return compared(store.load(name), trains);
        } catch (IllegalStateException e) {
            return Step.failed(NAME, "Model `" + name + "` cannot be read or trained: " + e.getMessage());
        }
    }

    private Step compared(ModelStore.Entry entry, boolean trains) {
        var model = entry.model();
        var config = TrainConfig.parse(model.config());
        var stored = hex(entry.decoded(config.cut().sharding().aggregation()).sha256());
        if (!stored.equals(model.sha256())) {
            return Step.failed(NAME, "The stored parameters of model `" + name + "` are not those it was left with.");
        }
        if (!stored.equals(data.get("modelAfter"))) {
            return Step.open(NAME, "Model `" + name + "` has been changed or trained anew since.");
        }
        var request = ProjectionRequest.forModel(config.projection(), model.marks(), model.layout(), concurrency);
        var projection = Projector.project(scope, request);
        if (!FromScratch.fingerprint(projection, config).equals(data.get("graphAfter"))) {
            return Step.open(NAME, "The graph has changed since, so a training now would learn something else.");
        }
        if (!trains) {
            return Step.held(
                    "present",
                    "Stored parameters and graph are those of the certificate, so nothing else was learned.");
        }
        return FromScratch.sha256(scope, projection, config, concurrency).equals(stored)
                ? Step.held(
                        NAME,
                        "Trained from scratch on the remaining graph: the same parameters, SHA-256 " + stored + ".")
                : Step.failed(NAME, "Trained from scratch on the remaining graph: other parameters.");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
