package org.graphunlearning.procedures.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.verify.certificate.Chain;
import org.graphunlearning.verify.certificate.ChainVerifier;
import org.graphunlearning.verify.certificate.Report;
import org.graphunlearning.verify.certificate.Step;

/** Checks the chain as it is stored: what the export would show, and that the nodes say what their entries say. */
public final class StoredChain {
    private static final String STORED = "stored";

    private final CallScope scope;
    private final ChainStore store;

    /** The chain as one call sees it. */
    public StoredChain(CallScope scope) {
        this.scope = scope;
        this.store = new ChainStore(scope);
    }

    /** Whether there is no entry. */
    public boolean isEmpty() {
        return store.end().equals(Chain.EMPTY);
    }

    /** Steps of the verifier, the one about subjects left out, and {@code stored}; linear in the number of entries. */
    public List<Step> steps(ChainVerifier.Expectations expected) {
        return checked(expected).steps();
    }

    /**
     * What a check came to.
     *
     * @param steps see {@link #steps}
     * @param report of the verifier
     */
    record Checked(List<Step> steps, Report report) {}

    Checked checked(ChainVerifier.Expectations expected) {
        var verifier = new ChainVerifier(expected, store.announced());
        var moved = new ArrayList<Long>();
        var guard = scope.guard();
        try (var entries = store.entries()) {
            entries.forEach(stored -> {
                guard.check();
                verifier.accept(stored.line().getBytes(StandardCharsets.UTF_8));
                if (!stored.line().contains("\"seq\":" + stored.seq() + ",")) {
                    moved.add(stored.seq());
                }
            });
        }
        var report = verifier.finish();
        var out = new ArrayList<>(report.steps());
        out.removeIf(step -> step.step().equals("subject"));
        out.add(stored(report, moved));
        return new Checked(out, report);
    }

    private Step stored(Report report, List<Long> moved) {
        var end = store.end();
        if (!moved.isEmpty()) {
            return Step.failed(STORED, "The nodes of entries " + moved + " say another number than their entries.");
        }
        return end.seq() == report.end().seq()
                        && (end.seq() == 0 || end.hash().equals(report.end().hash()))
                ? Step.held(STORED, "The chain ends with entry " + end.seq() + ", hash " + end.hash() + ".")
                : Step.failed(
                        STORED,
                        "The chain should end with entry " + end.seq() + " but ends with entry "
                                + report.end().seq() + "; entries were removed or replaced.");
    }
}
