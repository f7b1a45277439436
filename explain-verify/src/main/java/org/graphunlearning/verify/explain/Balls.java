package org.graphunlearning.verify.explain;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.layer.EdgeWeights;
import org.graphunlearning.gnn.model.Gnn;
import org.jspecify.annotations.Nullable;

/** Cuts balls out of a graph; O(messages log messages) of the ball each, whatever the size of the graph. */
record Balls(Graph graph, EdgeWeights weights, int rounds, HubGuard guard) {
    static Balls of(Gnn model, Graph graph, HubGuard guard) {
        var config = model.config();
        return new Balls(graph, config.architecture().weights(), config.layers(), guard);
    }

    Ball around(int target) {
        var whole = grown(target, Integer.MAX_VALUE, guard.ballNodes());
        if (whole != null) {
            return whole;
        }
        var sample = grown(target, guard.neighbours(), Integer.MAX_VALUE);
        if (sample == null) {
            throw new IllegalStateException("A ball without a limit always fits.");
        }
        return sample;
    }

    /** In-neighbours of each position in the whole graph. */
    int[] degrees(Ball ball) {
        return Arrays.stream(ball.rows()).map(graph.adjacency()::degree).toArray();
    }

    private @Nullable Ball grown(int target, int neighbours, int limit) {
        var index = new RowIndex();
        var rows = new Ints();
        var senders = new Ints();
        var ptr = new Ints();
        var within = new int[rounds + 1];
        index.add(target);
        rows.add(target);
        ptr.add(0);
        within[0] = 1;
        for (int hop = 0; hop < rounds; hop++) {
            int known = rows.size();
            for (int i = hop == 0 ? 0 : within[hop - 1]; i < known; i++) {
                for (int sender : senders(rows.get(i), neighbours)) {
                    senders.add(sender);
                    if (index.add(sender)) {
                        rows.add(sender);
                    }
                }
                ptr.add(senders.size());
                if (index.size() > limit) {
                    return null;
                }
            }
            rows.sortFrom(known);
            within[hop + 1] = rows.size();
        }
        return ball(
                index,
                rows.toArray(),
                within,
                messages(index, rows.toArray(), ptr.toArray(), senders.toArray()),
                neighbours);
    }

    private Ball ball(RowIndex index, int[] rows, int[] within, Messages messages, int neighbours) {
        int[] byKey = rows.clone();
        Arrays.sort(byKey);
        for (int k = 0; k < byKey.length; k++) {
            byKey[k] = index.positionOf(byKey[k]);
        }
        var out = new Ball(rows, within, byKey, messages, neighbours < Integer.MAX_VALUE);
        return out.with(messages.weighed(weights, degrees(out)));
    }

    private int[] senders(int row, int atMost) {
        int[] ptr = graph.adjacency().ptr();
        int[] all = Arrays.copyOfRange(graph.adjacency().idx(), ptr[row], ptr[row + 1]);
        if (all.length <= atMost) {
            return all;
        }
        // By the sender's key alone: receivers then agree on whom to keep, and the ball stays small.
        long[] hashes = Arrays.stream(all).mapToLong(this::hash).toArray();
        long last = LongStream.of(hashes).sorted().toArray()[atMost - 1];
        return Arrays.stream(all).filter(sender -> hash(sender) <= last).toArray();
    }

    private long hash(int row) {
        return KeyHash.mix(graph.key(row));
    }

    private Messages messages(RowIndex index, int[] rows, int[] ptr, int[] senders) {
        for (int position = 0; position < rows.length; position++) {
            index.place(rows[position], position);
        }
        var packed = new long[senders.length];
        for (int i = 0; i + 1 < ptr.length; i++) {
            for (int k = ptr[i]; k < ptr[i + 1]; k++) {
                packed[k] = packed(senders[k], rows[i]);
            }
        }
        long[] ends = Arrays.stream(packed).sorted().distinct().toArray();
        var source = new int[senders.length];
        var edge = new int[senders.length];
        for (int k = 0; k < senders.length; k++) {
            source[k] = index.positionOf(senders[k]);
            edge[k] = Arrays.binarySearch(ends, packed[k]);
        }
        return new Messages(ptr, source, edge, ends, new double[0], new double[0]);
    }

    private long packed(int sender, int receiver) {
        boolean swap = !graph.adjacency().directed() && sender > receiver;
        return swap ? Messages.pack(receiver, sender) : Messages.pack(sender, receiver);
    }
}
