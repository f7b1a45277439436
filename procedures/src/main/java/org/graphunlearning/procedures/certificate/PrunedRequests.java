package org.graphunlearning.procedures.certificate;

import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.CertificateStore;
import org.jspecify.annotations.Nullable;

/** Why the chain says nothing of a request, where that is because its oldest entries were pruned. */
final class PrunedRequests {
    private final CallScope scope;

    PrunedRequests(CallScope scope) {
        this.scope = scope;
    }

    /** A sentence about a request that was carried out and pruned; null for any other. */
    @Nullable
    String sentence(String requestId) {
        return new CertificateStore(scope).pruned(requestId);
    }

    /** What to add where nothing is known of a request; empty when nothing was ever pruned. */
    String hint() {
        long last = new ChainStore(scope)
                .announced().stream().mapToLong(prefix -> prefix.toSeq()).max().orElse(0);
        return last == 0
                ? ""
                : " Entries up to " + last + " were pruned after their export; a request that failed may be there.";
    }
}
