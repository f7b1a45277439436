package org.graphunlearning.gnn.graph;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * An attributed graph, immutable: row {@code r} is the node with the {@code r}-th smallest key.
 *
 * <p>The key is what survives a deletion; rows do not. Everything random is drawn from keys, so two graphs that agree
 * on a neighbourhood agree on every draw inside it. Arrays are shared, never copied: nobody may write to them.
 */
public final class Graph {
    /** Target of a row without a label. */
    public static final int UNLABELLED = -1;

    /** Target of a row whose label no training node has: it can be scored (as wrong), never predicted. */
    public static final int UNSEEN = -2;

    private final long[] keys;
    private final Adjacency adjacency;
    private final Features features;
    private final Labels labels;
    private final Split split;
    private final List<Object> classes;
    private final int[] targets;

    private Graph(long[] keys, Adjacency adjacency, Features features, Labels labels, Split split) {
        this.keys = keys;
        this.adjacency = adjacency;
        this.features = features;
        this.labels = labels;
        this.split = split;
        var seen = new TreeSet<Integer>();
        for (int row : split.rows(Role.TRAIN)) {
            if (labels.isLabelled(row)) {
                seen.add(labels.ofRow()[row]);
            }
        }
        this.classes = seen.stream().map(labels.vocabulary()::get).toList();
        this.targets = targets(labels, seen);
    }

    private static int[] targets(Labels labels, TreeSet<Integer> seen) {
        var classOf = new int[labels.vocabulary().size()];
        Arrays.fill(classOf, UNSEEN);
        int next = 0;
        for (int label : seen) {
            classOf[label] = next++;
        }
        var out = new int[labels.ofRow().length];
        for (int row = 0; row < out.length; row++) {
            out[row] = labels.isLabelled(row) ? classOf[labels.ofRow()[row]] : UNLABELLED;
        }
        return out;
    }

    /**
     * Puts the parts together.
     *
     * @param keys node keys, strictly ascending
     * @throws IllegalArgumentException when the parts differ in length or keys do not ascend
     */
    public static Graph of(long[] keys, Adjacency adjacency, Features features, Labels labels, Split split) {
        int n = keys.length;
        if (adjacency.nodeCount() != n
                || features.rows() != n
                || labels.ofRow().length != n
                || split.roles().length != n) {
            throw new IllegalArgumentException("Keys, adjacency, features, labels and split disagree on the node count "
                    + "(" + n + ", " + adjacency.nodeCount() + ", " + features.rows() + ", " + labels.ofRow().length
                    + ", " + split.roles().length + ").");
        }
        for (int row = 1; row < n; row++) {
            if (keys[row - 1] >= keys[row]) {
                throw new IllegalArgumentException("Node keys must ascend strictly; row " + row + " does not.");
            }
        }
        return new Graph(keys, adjacency, features, labels, split);
    }

    /** Number of nodes. */
    public int nodeCount() {
        return keys.length;
    }

    /** Node keys, ascending. */
    public long[] keys() {
        return keys;
    }

    /** Key of a row. */
    public long key(int row) {
        return keys[row];
    }

    /** Row of a key, or -1 when no node has it. */
    public int row(long key) {
        int at = Arrays.binarySearch(keys, key);
        return at >= 0 ? at : -1;
    }

    /**
     * Row of a node.
     *
     * @throws IllegalArgumentException when no node has the key
     */
    public int requireRow(long key) {
        int row = row(key);
        if (row < 0) {
            throw new IllegalArgumentException("No node of the graph has the key " + key + ".");
        }
        return row;
    }

    /** In-neighbours of each row. */
    public Adjacency adjacency() {
        return adjacency;
    }

    /** Feature vectors of each row. */
    public Features features() {
        return features;
    }

    /** Labels of each row, over all labels of the graph. */
    public Labels labels() {
        return labels;
    }

    /** Roles of each row. */
    public Split split() {
        return split;
    }

    /** The classes that can be learned: labels of labelled training nodes, ascending. */
    public List<Object> classes() {
        return classes;
    }

    /** Per row the index into {@link #classes()}, {@link #UNLABELLED} or {@link #UNSEEN}. */
    public int[] targets() {
        return targets;
    }

    /** Training rows that have a label: the rows of the loss, ascending. */
    public int[] trainingRows() {
        return Arrays.stream(split.rows(Role.TRAIN))
                .filter(row -> targets[row] >= 0)
                .toArray();
    }

    /**
     * The graph as it would be had the forgotten parts never existed. Linear in the size of the graph.
     *
     * @throws IllegalArgumentException when a key, an edge or a column does not exist
     */
    public Graph without(ForgetSet forget) {
        return GraphEdit.apply(this, forget);
    }

    /**
     * How many edges {@link #without} would leave, without building that graph; linear in the edges of what is forgotten, and
     * in a directed graph in all edges.
     *
     * @throws IllegalArgumentException when a node or an end of an edge does not exist
     */
    public int edgeCountWithout(ForgetSet forget) {
        return adjacency.edgeCount() - GraphEdit.edgesLost(this, forget);
    }

    /**
     * The graph of some nodes and the edges among them; keys, labels, roles and the label vocabulary stay. Costs what the rows
     * chosen and their edges cost, whatever the size of this graph.
     *
     * @param rows rows of this graph, ascending
     */
    public Graph induced(int[] rows) {
        var chosen = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = keys[rows[i]];
        }
        return of(chosen, adjacency.induced(rows), features.select(rows), labels.select(rows), split.select(rows));
    }

    /** SHA-256 over everything training reads: keys, edges, features, labels, roles. */
    public byte[] fingerprint() {
        return Fingerprint.of(this);
    }
}
