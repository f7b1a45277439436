package org.graphunlearning.gnn.compute;

import java.util.stream.DoubleStream;

/**
 * Adds up how far the equal parts of a piece of work have come, whichever thread works on each. A report costs one addition per part.
 */
public final class ProgressParts {
    private final Progress whole;
    private final double[] shares;

    /**
     * For so many parts.
     *
     * @param whole what is told of all of them
     * @param parts how many
     */
    public ProgressParts(Progress whole, int parts) {
        this.whole = whole;
        this.shares = new double[parts];
    }

    /** What is to be told how far one part has come; 1 is done. */
    public Progress part(int part) {
        return share -> reached(part, share);
    }

    /** Told under the lock, so that the whole hears of the parts in the order in which they got there. */
    private synchronized void reached(int part, double share) {
        boolean ends = share >= 1 && shares[part] < 1;
        shares[part] = share;
        whole.reached(DoubleStream.of(shares).sum() / shares.length);
        if (ends) {
            whole.parts((int) DoubleStream.of(shares).filter(each -> each >= 1).count(), shares.length);
        }
    }
}
