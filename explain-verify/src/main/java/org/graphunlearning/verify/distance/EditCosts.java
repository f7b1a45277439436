package org.graphunlearning.verify.distance;

/**
 * What edits cost, in quarters so that half an edge of a changed strength is still a whole number: a node or an edge more or less
 * 1, another label 1, another strength 1/2. The edit distance with these costs is a metric.
 */
final class EditCosts {
    static final int UNIT = 4;
    static final int NODE = UNIT;
    static final int EDGE = UNIT;
    static final int STRENGTH = UNIT / 2;

    private EditCosts() {}

    static int edge(int strength, int other) {
        if (strength == other) {
            return 0;
        }
        return strength == 0 || other == 0 ? EDGE : STRENGTH;
    }

    static int node(int label, int other) {
        return label == other ? 0 : NODE;
    }

    /** Whether one node may become another: a root only a root. */
    static boolean allows(LabelledGraph from, int node, LabelledGraph to, int other) {
        return (node == from.root()) == (other == to.root());
    }

    /** What it costs to turn one graph into the other by a given mapping, -1 meaning that a node goes. */
    static int of(LabelledGraph from, LabelledGraph to, int[] map) {
        int cost = (to.nodeCount() + to.edgeCount()) * UNIT; // as if all were new; what is reused is taken off below
        for (int i = 0; i < map.length; i++) {
            cost += map[i] < 0 ? NODE : node(from.labels()[i], to.labels()[map[i]]) - NODE;
            for (int k = 0; k < (from.directed() ? map.length : i); k++) {
                int old = from.strength(i, k);
                int image = map[i] < 0 || map[k] < 0 ? 0 : to.strength(map[i], map[k]);
                cost += edge(old, image) - (image > 0 ? EDGE : 0);
            }
        }
        return cost;
    }
}
