package org.graphunlearning.procedures.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Progress;
import org.graphunlearning.gnn.compute.ProgressParts;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.unlearn.Auto;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.partitioning.shard.ShardCase;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.verify.evidence.EvidenceCollector;
import org.graphunlearning.verify.evidence.EvidenceOptions;
import org.graphunlearning.verify.verdict.CalibrationProfile;
import org.graphunlearning.verify.verdict.Reference;
import org.graphunlearning.verify.verdict.ReferencePolicy;
import org.graphunlearning.verify.verdict.Verification;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.graphunlearning.verify.verdict.VerificationResult;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what one request did to one model, shard by shard, before anything is written.
 *
 * <p>Costs a training per shard that was worked on, unless {@code reference: 'none'}, and the explanations of the targets. Nothing is
 * shown about shards that were not worked on, nor about how answers of shards are combined.
 */
public final class ModelVerifier {
    private final VerifyConfig config;
    private final long requestSeed;
    private final References references = new References();

    /**
     * A verifier for one model.
     *
     * @param requestId the request; it alone decides what is sampled
     * @param calibration what calibrating the model found; null for none
     */
    public ModelVerifier(VerifyConfig config, String requestId, @Nullable CalibrationProfile calibration) {
        this.config = config.calibrated(calibration);
        this.requestSeed = seed(requestId);
    }

    /** First eight bytes of the SHA-256 of a request's name, high byte first. */
    static long seed(String requestId) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(requestId.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }

    /** The same strategy; one that chooses listens to the verifier. */
    public Strategy heardBy(Strategy strategy) {
        return strategy instanceof Auto auto ? auto.judgedBy(new EvidenceJudge(this)) : strategy;
    }

    /** The verdict on a result that is not published yet. */
    VerificationResult verdict(UnlearningRequest request, Gnn post, Compute compute) {
        var deletion =
                new VerificationCase.Deletion(request.before(), request.after(), request.forget(), request.training());
        var unheard = compute.reportingTo(Progress.NONE); // what is told of is the strategy
        var ready = prepared(VerificationCase.of(deletion, request.model(), post, requestSeed), unheard);
        return Verification.verify(ready.subject(), ready.options().verification(), unheard);
    }

    /**
     * Verifies every shard that was worked on; each is a part of the progress, its reference the first half of it.
     *
     * @param cases what the deletion means to each
     * @param after the model to be published
     * @param ifNone why there are no cases, should there be none
     * @throws IllegalArgumentException when the explainer does not fit the architecture
     */
    public Verified verify(List<ShardCase> cases, ShardedModel after, NotVerified ifNone, Compute compute) {
        long start = System.nanoTime();
        var shards = new ArrayList<Verified.Shard>();
        var parts = new ProgressParts(compute.progress(), cases.size());
        var unheard = compute.reportingTo(Progress.NONE);
        for (var one : cases) {
            var part = parts.part(shards.size());
            var post = after.shards().get(one.shard()).model();
            var deletion = new VerificationCase.Deletion(one.before(), one.after(), one.forget(), one.training());
            var ready = prepared(
                    VerificationCase.of(deletion, one.model(), post, requestSeed),
                    compute.reportingTo(part.between(0, 0.5)));
            var evidence = EvidenceCollector.collect(ready.subject(), ready.options(), unheard);
            shards.add(new Verified.Shard(one, post, evidence, ready.referenceMillis()));
            part.reached(1);
        }
        return new Verified(shards, ifNone, config, requestSeed, (System.nanoTime() - start) / 1_000_000);
    }

    private record Ready(VerificationCase subject, EvidenceOptions options, long referenceMillis) {}

    /** The case with its reference; where that has the bits of the judged model, they were derived again. */
    private Ready prepared(VerificationCase subject, Compute compute) {
        var options = config.options();
        if (options.verification().reference() == ReferencePolicy.NONE) {
            return new Ready(subject, options, 0);
        }
        Reference reference = references.of(subject.after(), subject.training(), compute);
        boolean identical =
                Arrays.equals(reference.model().sha256(), subject.post().sha256());
        var with = new VerificationCase(
                subject.before(),
                subject.after(),
                subject.forget(),
                subject.pre(),
                subject.post(),
                reference.model(),
                subject.training(),
                subject.requestSeed(),
                identical ? Boolean.TRUE : null,
                subject.dataChecks());
        var given = options.verification().withReference(ReferencePolicy.GIVEN);
        return new Ready(
                with,
                new EvidenceOptions(given, options.rules(), options.attacks(), options.paper()),
                reference.millis());
    }

    /** How many references were trained. */
    int trained() {
        return references.size();
    }
}
