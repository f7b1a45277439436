package org.graphunlearning.testgraphs;

/** Draws nodes by weight, from everywhere or from one class, in constant time. */
final class ClassDraw {
    private static final int TRIES = 64;

    private final int[] classes;
    private final AliasTable all;
    private final int[][] members;
    private final AliasTable[] ofClass;

    ClassDraw(double[] weights, int[] classes, int classCount) {
        this.classes = classes;
        all = new AliasTable(weights);
        var lists = new GrowingInts[classCount];
        for (int c = 0; c < classCount; c++) {
            lists[c] = new GrowingInts();
        }
        for (int node = 0; node < classes.length; node++) {
            lists[classes[node]].add(node);
        }
        members = new int[classCount][];
        ofClass = new AliasTable[classCount];
        for (int c = 0; c < classCount; c++) {
            members[c] = lists[c].toArray();
            var own = new double[members[c].length];
            for (int i = 0; i < own.length; i++) {
                own[i] = weights[members[c][i]];
            }
            ofClass[c] = new AliasTable(own);
        }
    }

    int any(SplitMix64 random) {
        return all.draw(random);
    }

    /**
     * Another node: of the same class with the given chance, else of a different one. After 64 misses it takes the next
     * node in order, so that it always ends.
     */
    int partnerOf(int node, double sameClassChance, SplitMix64 random) {
        int own = classes[node];
        boolean same = random.nextDouble() < sameClassChance;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int other = same ? members[own][ofClass[own].draw(random)] : all.draw(random);
            if (same ? other != node : classes[other] != own) {
                return other;
            }
        }
        return (node + 1) % classes.length;
    }
}
