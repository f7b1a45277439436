package org.graphunlearning.procedures.certificate;

import java.util.Map;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.PublicKeyId;
import org.graphunlearning.verify.certificate.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may bring to {@code unlearn.certificate.verify}; every value has been checked.
 *
 * @param receipt of the request, or null
 * @param key that shall have signed, or null
 * @param recompute whether to train again and compare
 * @param metrics whether to measure again what can be
 * @param concurrency threads for both, 1 to 64
 */
record VerifyConfig(
        @Nullable Receipt receipt, @Nullable PublicKeyId key, boolean recompute, boolean metrics, int concurrency) {
    static VerifyConfig parse(@Nullable Map<String, Object> raw) {
        var in = new ConfigReader(raw);
        var receipt = in.textOrNull("receipt");
        var key = in.textOrNull("publicKey");
        boolean recompute = in.bool("recompute", false);
        boolean metrics = in.bool("metrics", false);
        int concurrency = TrainConfig.concurrency(in);
        in.requireNoOtherKeys();
        return new VerifyConfig(
                receipt == null ? null : Receipt.parse(receipt),
                key == null ? null : PublicKeyId.parsePem(key),
                recompute,
                metrics,
                concurrency);
    }

    /**
     * What a caller may bring to {@code unlearn.certificate.chain}.
     *
     * @param verify whether to read every entry
     * @param expected what to compare with
     */
    record OfChain(boolean verify, ChainVerifier.Expectations expected) {
        static OfChain parse(@Nullable Map<String, Object> raw) {
            var in = new ConfigReader(raw);
            boolean verify = in.bool("verify", true);
            var key = in.textOrNull("publicKey");
            var head = in.textOrNull("head");
            in.requireNoOtherKeys();
            if (!verify && (key != null || head != null)) {
                throw new IllegalArgumentException("`publicKey` and `head` need `verify: true`.");
            }
            if (head != null && !head.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("`head` is a hash of 64 lower-case hex digits.");
            }
            return new OfChain(
                    verify, new ChainVerifier.Expectations(key == null ? null : PublicKeyId.parsePem(key), head, null));
        }
    }
}
