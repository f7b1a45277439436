package org.graphunlearning.verify.attack;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Trainings that differ in who was in the loss: each sees the whole graph and the labels of the retained training nodes; of the
 * candidates, every even training gets a half drawn by key, and the odd one after it gets the other half, so that each
 * candidate is in exactly half of them. Every training has a seed of its own, none that of the target: with a common seed the
 * noise of shadow and target would agree and the attack would look stronger than it is.
 *
 * @param graph the graph of the target's training
 * @param outside keys of nodes that are in no loss unless they are drawn: the candidates and all forgotten nodes, ascending
 * @param candidates keys of nodes to draw from, ascending
 * @param drawn whether candidates are drawn at all
 * @param training how the target was trained
 * @param seed of the draw and of all seeds
 */
record ShadowModels(Graph graph, long[] outside, long[] candidates, boolean drawn, TrainingConfig training, long seed) {
    private static final long SEEDS = 0x5345;
    private static final long HALVES = 0x4841;

    /** Seed of a training. */
    long seed(int shadow) {
        long own = KeyHash.mix(KeyHash.mix(seed, SEEDS), shadow);
        return own == training.seed() ? KeyHash.mix(own) : own;
    }

    /** Whether a candidate is in the loss of a training. */
    boolean isMember(int shadow, long key) {
        if (!drawn) {
            return false;
        }
        long bits = KeyHash.mix(KeyHash.mix(KeyHash.mix(seed, HALVES), shadow / 2), key);
        return (bits & 1) == (shadow & 1);
    }

    /** Keys of the candidates in the loss of a training, ascending. */
    long[] members(int shadow) {
        return Arrays.stream(candidates).filter(key -> isMember(shadow, key)).toArray();
    }

    /** The graph of a training: labels stay where they are, roles say who is in the loss. */
    Graph graph(int shadow) {
        var roles = graph.split().roles().clone();
        for (long key : outside) {
            roles[graph.row(key)] = (byte) Role.NONE.ordinal();
        }
        for (long key : members(shadow)) {
            roles[graph.row(key)] = (byte) Role.TRAIN.ordinal();
        }
        return Graph.of(graph.keys(), graph.adjacency(), graph.features(), graph.labels(), new Split(roles));
    }

    /** Trains one, or finds it. */
    Gnn train(int shadow, ShadowCache cache, Compute alone) {
        var own = training.withSeed(seed(shadow));
        var shown = graph(shadow);
        return cache.get(shown, own, () -> Trainer.fit(shown, own, alone));
    }

    /** Trains one and makes it forget the candidates it was given. */
    Gnn unlearned(int shadow, ShadowCache cache, Unlearner unlearner, Compute alone) {
        var model = train(shadow, cache, alone);
        long[] members = members(shadow);
        var own = training.withSeed(seed(shadow));
        return members.length == 0
                ? model
                : unlearner.unlearn(new Unlearner.Task(model, graph(shadow), own, members), alone);
    }
}
