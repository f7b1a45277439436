package org.graphunlearning.verify.certificate;

import java.util.List;

/**
 * What checking a chain came to.
 *
 * @param steps canonical, signature, chain, merkle, subject, requests; in this order
 * @param entries how many lines were read
 * @param end the last entry that could be read
 * @param verifiedFromSeq number of the first entry there is; above 1 when older ones were pruned, 0 when there is none
 * @param open requests of which nothing says what became of them
 */
public record Report(List<Step> steps, long entries, Chain end, long verifiedFromSeq, List<Open> open) {
    /** A request without an end, and the entry that took it up. */
    public record Open(String id, long seq) {}

    /** Keeps the lists unmodifiable. */
    public Report {
        steps = List.copyOf(steps);
        open = List.copyOf(open);
    }

    /** Whether no step failed. */
    public boolean ok() {
        return steps.stream().allMatch(Step::isNotFailed);
    }
}
