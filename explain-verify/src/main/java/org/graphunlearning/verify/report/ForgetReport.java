package org.graphunlearning.verify.report;

import java.time.Instant;
import java.util.List;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.jspecify.annotations.Nullable;

/**
 * Everything one page tells about one forget request and one model. What was deleted appears as commitments only; the caller must
 * not put element keys, property values or names of persons into any text.
 *
 * @param request what was asked
 * @param procedure what was done
 * @param finding what the verifier concluded
 * @param movement how far the model moved, and where to
 * @param metrics further numbers, each next to its controls
 * @param histograms answers of membership attacks
 * @param neighbourhoods targets whose explanation is drawn; may be empty
 * @param chain place of the certificate in the chain, null when no certificate was written
 * @param timings steps in the order in which they ran
 * @param warnings one sentence each; may be empty
 */
public record ForgetReport(
        Request request,
        Procedure procedure,
        Finding finding,
        Movement movement,
        List<Metric> metrics,
        List<Histogram> histograms,
        List<Neighbourhood> neighbourhoods,
        @Nullable ChainPosition chain,
        List<Timing> timings,
        List<String> warnings) {
    /** Keeps the lists unmodifiable. */
    public ForgetReport {
        metrics = List.copyOf(metrics);
        histograms = List.copyOf(histograms);
        neighbourhoods = List.copyOf(neighbourhoods);
        timings = List.copyOf(timings);
        warnings = List.copyOf(warnings);
    }

    /**
     * What was asked.
     *
     * @param requestId the request
     * @param modelName the model
     * @param completedAt when it was carried out
     * @param counts how much was to be forgotten
     * @param commitments one per deleted thing, as far as there are any: 64 lower-case hex digits each
     */
    public record Request(
            String requestId, String modelName, Instant completedAt, Counts counts, List<String> commitments) {
        /** Checks the form of the commitments. */
        public Request {
            commitments = List.copyOf(commitments);
            commitments.forEach(commitment -> Digits.requireHash("A commitment", commitment));
        }
    }

    /**
     * How much was to be forgotten; none is negative.
     *
     * @param nodes nodes
     * @param relationships relationships named in the request
     * @param features feature cells
     * @param labels labels of nodes that stay
     */
    public record Counts(long nodes, long relationships, long features, long labels) {
        /** Checks the range. */
        public Counts {
            if (nodes < 0 || relationships < 0 || features < 0 || labels < 0) {
                throw new IllegalArgumentException("Counts of forgotten things cannot be negative; give 0 for none.");
            }
        }
    }

    /**
     * What was done.
     *
     * @param strategy name of the strategy that ran in the end
     * @param guarantee what its result is worth
     * @param pluginVersion version of the plugin that ran
     * @param facts more about the run, such as its seed or the shards it touched
     */
    public record Procedure(String strategy, Guarantee guarantee, String pluginVersion, List<Fact> facts) {
        /** Keeps the list unmodifiable. */
        public Procedure {
            facts = List.copyOf(facts);
        }
    }

    /** A name and what it stands for, both shown as they are. */
    public record Fact(String name, String value) {}

    /**
     * What the verifier concluded.
     *
     * @param verdict FORGOTTEN, PARTIALLY_FORGOTTEN, NOT_FORGOTTEN, OVER_CORRECTED, NEGLIGIBLE_INFLUENCE, INCONCLUSIVE, INVALID
     *     or NOT_VERIFIED
     * @param reason why, in the verifier's words
     * @param evidenceLevel L0_DATA, L1_RECOMPUTE, L2_PAIRED, L3_PROFILE, L4_SELF, or NONE when nothing was verified
     * @param noopVerdict verdict on the untouched model, null when that control was not run
     * @param referenceVerdict verdict on the retrained model, null when that control was not run
     * @param thresholds the limits the verdict was drawn with
     */
    public record Finding(
            String verdict,
            String reason,
            String evidenceLevel,
            @Nullable String noopVerdict,
            @Nullable String referenceVerdict,
            List<Fact> thresholds) {
        /** Refuses names that the page could not explain. */
        public Finding {
            Wording.requireKnown("verdict", verdict, Wording.VERDICTS);
            Wording.requireKnown("evidence level", evidenceLevel, Wording.EVIDENCE);
            thresholds = List.copyOf(thresholds);
        }
    }

    /**
     * How far the model moved on the way from the untouched model to the retrained one.
     *
     * @param signal how far apart those two are, root mean square Hellinger distance in [0, 1]
     * @param progress 0 at the untouched model, 1 at the retrained one
     * @param collateral movement that is not forgetting, in units of the signal, 0 at both
     * @param residual distance left to the retrained model in units of the signal, 1 at the untouched one
     */
    public record Movement(Reading signal, Reading progress, Reading collateral, Reading residual) {
        /** Nothing measured, for one reason. */
        public static Movement missing(String why) {
            var none = Reading.missing(why);
            return new Movement(none, none, none, none);
        }
    }

    /**
     * A number against its controls.
     *
     * @param name its name
     * @param meaning one sentence on how to read it
     * @param before of the model before; null when missing, like the next three
     * @param after of the model after
     * @param reference of the retrained model
     * @param noop of the untouched model, put through the same steps as the one after
     * @param whyMissing why a number is missing; needed when one is
     */
    public record Metric(
            String name,
            String meaning,
            @Nullable Double before,
            @Nullable Double after,
            @Nullable Double reference,
            @Nullable Double noop,
            @Nullable String whyMissing) {
        /** Refuses numbers that are none, and gaps without a reason. */
        public Metric {
            Digits.requireFinite(name, before);
            Digits.requireFinite(name, after);
            Digits.requireFinite(name, reference);
            Digits.requireFinite(name, noop);
            boolean gap = before == null || after == null || reference == null || noop == null;
            if (gap && whyMissing == null) {
                throw new IllegalArgumentException("Metric `" + name + "` lacks a number; say why in `whyMissing`.");
            }
        }
    }

    /**
     * Place of the certificate in the hash chain.
     *
     * @param seq number of the entry, from 0
     * @param previousHash hash of the entry before, 64 lower-case hex digits
     * @param entryHash hash of this entry, 64 lower-case hex digits
     * @param signer identity of the signing key, null when the entry is unsigned
     */
    public record ChainPosition(
            long seq,
            String previousHash,
            String entryHash,
            @Nullable String signer) {
        /** Checks the form. */
        public ChainPosition {
            Digits.requireHash("The hash of a chain entry", previousHash);
            Digits.requireHash("The hash of a chain entry", entryHash);
            if (seq < 0) {
                throw new IllegalArgumentException("Chain entries are numbered from 0, not " + seq + ".");
            }
        }
    }

    /** How long a step took, in milliseconds, never negative. */
    public record Timing(String step, long millis) {
        /** Checks the range. */
        public Timing {
            if (millis < 0) {
                throw new IllegalArgumentException("Step `" + step + "` cannot have taken " + millis + " ms.");
            }
        }
    }
}
