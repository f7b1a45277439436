package org.graphunlearning.procedures.schedule;

import org.graphunlearning.procedures.certificate.StoredChain;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.Step;

/**
 * Checks every certificate as {@code unlearn.certificate.chain} does: bytes, hashes, signatures and order. Whoever holds database and
 * key can still write all of them anew, which only a head noted elsewhere shows.
 */
final class CertificateChain implements ChainCheck {
    @Override
    public Finding check(CallScope scope) {
        var chain = new StoredChain(scope);
        if (chain.isEmpty()) {
            return found(Finding.State.SKIPPED, "There is no certificate yet.");
        }
        var failed = chain.steps(ChainVerifier.Expectations.NONE).stream()
                .filter(step -> !step.isNotFailed())
                .map(Step::detail)
                .toList();
        return failed.isEmpty()
                ? found(Finding.State.PASSED, "Every certificate is whole, signed if there is a key, and in its place.")
                : found(Finding.State.FAILED, String.join(" ", failed));
    }

    private Finding found(Finding.State state, String detail) {
        return new Finding(name(), ModelName.EVERY, state, detail);
    }
}
