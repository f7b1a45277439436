package org.graphunlearning.partitioning.partition;

import java.util.Set;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * BLPA: balanced label propagation (Chen et al., Graph Unlearning, 2022, after Ugander and Backstrom, 2013). From equal
 * shards at random, every row asks for the shard of most of its neighbours; those with most to gain are served first, and
 * nobody enters a full shard. A round costs {@code O(n + m)}, memory is six numbers per row besides the edges.
 *
 * <p>Directed edges count either way. Gets stuck now and then, so it starts five times and returns the state with the
 * fewest cut edges of all rounds of all starts: never more than any of its random starts cuts. Shards never exceed
 * {@link Partitioner.Cut#capacity}. Does not guarantee the fewest cut edges there are, nor, with 16 shards or more, that
 * none is empty.
 */
final class BalancedLabelPropagation implements Partitioner {
    static final String NAME = "blpa";

    static final int RESTARTS = 5;
    static final int ROUNDS = 100;
    /** Rows per moving row below which a round is the last: tied rows of real graphs never stop moving. */
    private static final long SETTLED = 200;

    private static final int BETWEEN_CHECKS = 4096;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Reads> reads() {
        return Set.of(Reads.EDGES);
    }

    @Override
    public Partition partition(Graph graph, Cut cut, Compute compute) {
        cut.requireFits(graph.nodeCount());
        compute.check();
        var search = new Search(graph, compute);
        for (int restart = 0; restart < RESTARTS; restart++) {
            int[] start = start(graph, cut, restart);
            var communities = new Communities(start, cut.shards(), cut.capacity(graph.nodeCount()));
            search.from(communities, Draws.TIES.purpose(cut.seed(), restart));
        }
        return new Partition(cut.shards(), search.best);
    }

    /** Where a restart begins. */
    static int[] start(Graph graph, Cut cut, int restart) {
        return RandomSplit.deal(graph.keys(), cut.shards(), Draws.START.purpose(cut.seed(), restart));
    }

    /** The best state seen so far, over all rounds of all restarts. */
    private static final class Search {
        private final Wishes wishes;
        private final Compute compute;
        private final int[] best;
        private long mostInside = -1;

        Search(Graph graph, Compute compute) {
            this.wishes = new Wishes(Neighbours.of(graph.adjacency()), graph.keys());
            this.compute = compute;
            this.best = new int[graph.nodeCount()];
        }

        void from(Communities communities, long ties) {
            for (int round = 0; ; round++) {
                long inside = wishes.read(communities, KeyHash.mix(ties, round), compute);
                if (inside > mostInside) {
                    mostInside = inside;
                    System.arraycopy(communities.communityOf(), 0, best, 0, best.length);
                }
                boolean settled = round > 0 && communities.moved() * SETTLED < best.length;
                if (settled || round == ROUNDS) {
                    return;
                }
                grant(communities);
            }
        }

        private void grant(Communities communities) {
            communities.beginRound();
            for (int rank = 0; rank < wishes.count(); rank++) {
                if (rank % BETWEEN_CHECKS == 0) {
                    compute.check();
                }
                int row = wishes.row(rank);
                communities.request(row, wishes.wanted(row));
            }
        }
    }
}
