package org.graphunlearning.partitioning.multilevel;

import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Moves vertices out of shards that hold too much, those first whose move cuts least. Where every vertex is one node, no
 * shard stays over its number of nodes; among larger vertices, and for training nodes, it does what it can.
 */
final class Relief {
    private final Assignment state;
    private final VertexHeap heap;
    private final Runnable check;
    private int roomiest = -1;

    Relief(Assignment state, VertexHeap heap, Runnable check) {
        this.state = state;
        this.heap = heap;
        this.check = check;
    }

    /** What a target must have room for. */
    private enum Room {
        BOTH,
        TRAINING,
        NODES
    }

    void run(Region region) {
        evict(region, Room.BOTH);
        if (hasTrainingExcess(region)) {
            // Every shard with room for training nodes is full: let them in, then let others out.
            evict(region, Room.TRAINING);
            evict(region, Room.BOTH);
        }
        evict(region, Room.NODES);
    }

    private boolean hasTrainingExcess(Region region) {
        for (int s = region.from(); s < region.to(); s++) {
            if (state.training[s] > state.limits.mostTraining()[s]) {
                return true;
            }
        }
        return false;
    }

    private void evict(Region region, Room room) {
        check.run();
        roomiest = roomiest(region, room);
        for (int v : region.vertices()) {
            if (presses(v, room)) {
                int to = target(v, region, room);
                if (to >= 0) {
                    heap.put(v, state.link(to) - state.link(state.shard[v]), tie(v, region));
                }
            }
        }
        while (!heap.isEmpty()) {
            int v = heap.pop();
            int to = presses(v, room) ? target(v, region, room) : -1;
            if (to >= 0) {
                int gain = state.link(to) - state.link(state.shard[v]);
                if (!heap.isEmpty() && gain < heap.topGain()) {
                    heap.put(v, gain, tie(v, region));
                } else {
                    state.move(v, to);
                    roomiest = roomiest(region, room);
                }
            }
        }
    }

    /** Whether moving the vertex would take excess from its shard, and no training nodes that the shard needs. */
    private boolean presses(int v, Room room) {
        int s = state.shard[v];
        boolean nodes = state.size[s] > state.limits.most()[s] && state.sparesTraining(v);
        boolean rows = state.graph.training()[v] > 0
                && state.training[s] > state.limits.mostTraining()[s];
        return switch (room) {
            case BOTH -> nodes || rows;
            case TRAINING -> rows;
            case NODES -> nodes;
        };
    }

    private boolean admits(int s, int v, Room room) {
        return (room == Room.TRAINING || state.hasRoom(v, s)) && (room == Room.NODES || state.hasTrainingRoom(v, s));
    }

    private int target(int v, Region region, Room room) {
        state.look(v);
        int best = -1;
        for (int i = 0; i < state.nearCount(); i++) {
            int s = state.near(i);
            if (s != state.shard[v]
                    && region.holds(s)
                    && admits(s, v, room)
                    && (best < 0 || state.link(s) > state.link(best))) {
                best = s;
            }
        }
        if (best < 0 && roomiest != state.shard[v]) {
            return admits(roomiest, v, room) ? roomiest : -1;
        }
        return best;
    }

    /** The shard with the most room, the first of several. */
    private int roomiest(Region region, Room room) {
        int best = region.from();
        for (int s = region.from(); s < region.to(); s++) {
            best = slack(s, room) > slack(best, room) ? s : best;
        }
        return best;
    }

    private int slack(int s, Room room) {
        return room == Room.TRAINING
                ? state.limits.mostTraining()[s] - state.training[s]
                : state.limits.most()[s] - state.size[s];
    }

    private int tie(int v, Region region) {
        return (int) KeyHash.mix(region.purpose(), state.graph.keys()[v]);
    }
}
