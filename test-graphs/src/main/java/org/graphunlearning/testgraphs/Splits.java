package org.graphunlearning.testgraphs;

import java.util.Arrays;

/** The two ways of splitting nodes that graph learning papers use. */
final class Splits {
    private static final int TRAIN_PER_CLASS = 20;
    private static final int MOST_VALIDATION = 500;
    private static final int MOST_TEST = 1000;

    private Splits() {}

    /** 80/10/10 over labelled nodes, rounded towards training. */
    static NodeSplit[] random(long[] labels, SplitMix64 random) {
        int[] order = labelledInRandomOrder(labels, random);
        var split = allNone(labels.length);
        int tenth = order.length / 10;
        for (int place = 0; place < order.length; place++) {
            split[order[place]] =
                    place < tenth ? NodeSplit.TEST : place < 2 * tenth ? NodeSplit.VALIDATION : NodeSplit.TRAIN;
        }
        return split;
    }

    /**
     * As in Yang et al., Revisiting semi-supervised learning with graph embeddings, ICML 2016: 20 training nodes per
     * class, then 500 for validation and 1000 for test. Small graphs give at most half of a class to training, and a
     * third of the rest to validation.
     */
    static NodeSplit[] planetoid(int[] classes, int classCount, SplitMix64 random) {
        var labels = Arrays.stream(classes).asLongStream().toArray();
        int[] order = labelledInRandomOrder(labels, random);
        var quota = new int[classCount];
        for (int label : classes) {
            quota[label]++;
        }
        Arrays.setAll(quota, label -> Math.min(TRAIN_PER_CLASS, (quota[label] + 1) / 2));
        int rest = order.length - Arrays.stream(quota).sum();
        int validation = Math.min(MOST_VALIDATION, rest / 3);
        int test = Math.min(MOST_TEST, rest - validation);
        var split = allNone(labels.length);
        for (int node : order) {
            if (quota[classes[node]] > 0) {
                quota[classes[node]]--;
                split[node] = NodeSplit.TRAIN;
            } else if (validation > 0) {
                validation--;
                split[node] = NodeSplit.VALIDATION;
            } else if (test > 0) {
                test--;
                split[node] = NodeSplit.TEST;
            }
        }
        return split;
    }

    private static int[] labelledInRandomOrder(long[] labels, SplitMix64 random) {
        var labelled = new GrowingInts();
        for (int node = 0; node < labels.length; node++) {
            if (labels[node] >= 0) {
                labelled.add(node);
            }
        }
        int[] order = labelled.toArray();
        random.shuffle(order);
        return order;
    }

    private static NodeSplit[] allNone(int nodeCount) {
        var split = new NodeSplit[nodeCount];
        Arrays.fill(split, NodeSplit.NONE);
        return split;
    }
}
