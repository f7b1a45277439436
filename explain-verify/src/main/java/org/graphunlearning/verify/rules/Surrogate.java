package org.graphunlearning.verify.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;

/**
 * Imitates models by short rules that a person can read: a decision tree over values of a node, its degree and what the model
 * answers around it. Examples, features and thresholds are chosen once, by the answers of the untouched model, and kept for every
 * other model, so that equal behaviour gives equal rules. Deterministic, and independent of the order of nodes.
 *
 * <p>Rules describe answers, not causes, and only as well as {@link RuleSet#fidelity()} says.
 */
public final class Surrogate {
    private final Graph graph;
    private final int classes;
    private final RuleOptions options;
    private final int[] rows;
    private final List<RuleFeature> features;
    private final NeighbourShares shares;
    private final byte[][] fixedBins;
    private final Grid[] grids;

    private Surrogate(Graph graph, int[] answers, int classes, RuleOptions options) {
        this.graph = graph;
        this.classes = classes;
        this.options = options;
        this.rows = examples(graph, options);
        var columns = new ColumnChoice(graph.features(), rows, answers, classes).best(options.mostColumns());
        this.features = features(columns, classes);
        this.shares = new NeighbourShares(graph, rows, classes);
        var fixed = fixedValues(columns);
        var values = new ArrayList<>(List.of(fixed));
        values.addAll(List.of(shares.of(answers)));
        this.grids = values.stream().map(Grid::of).toArray(Grid[]::new);
        this.fixedBins = new byte[fixed.length][];
        Arrays.setAll(fixedBins, f -> grids[f].bins(fixed[f]));
    }

    /**
     * Chooses examples, features and thresholds. Two passes over the stored feature values of the examples, linear in the edges of
     * the examples and their neighbours.
     *
     * @param graph the graph without the deleted items: all its nodes are retained ones
     * @param answers class index the untouched model answers, one per row
     * @param classes number of classes
     * @throws IllegalArgumentException when the graph is empty or an answer is no class
     */
    public static Surrogate of(Graph graph, int[] answers, int classes, RuleOptions options) {
        if (graph.nodeCount() == 0) {
            throw new IllegalArgumentException("Rules need at least one node, but the graph is empty.");
        }
        check(graph, answers, classes);
        return new Surrogate(graph, answers, classes, options);
    }

    private static void check(Graph graph, int[] answers, int classes) {
        if (answers.length != graph.nodeCount()) {
            throw new IllegalArgumentException("There are " + answers.length + " answers for " + graph.nodeCount()
                    + " nodes; pass one per row of the graph.");
        }
        for (int row = 0; row < answers.length; row++) {
            if (answers[row] < 0 || answers[row] >= classes) {
                throw new IllegalArgumentException("Row " + row + " has answer " + answers[row]
                        + ", which is no index of " + classes + " classes.");
            }
        }
    }

    /** All rows, or those whose keys have the smallest hashes. */
    private static int[] examples(Graph graph, RuleOptions options) {
        int n = graph.nodeCount();
        var hash = new long[n];
        Arrays.setAll(hash, row -> KeyHash.mix(options.seed(), graph.key(row)));
        var sorted = hash.clone();
        Arrays.sort(sorted);
        long limit = sorted[Math.min(n, options.mostExamples()) - 1];
        return IntStream.range(0, n).filter(row -> hash[row] <= limit).toArray();
    }

    private static List<RuleFeature> features(int[] columns, int classes) {
        var out = new ArrayList<RuleFeature>();
        Arrays.stream(columns).forEach(column -> out.add(new RuleFeature.Column(column)));
        out.add(new RuleFeature.Degree());
        for (int steps = 1; steps <= 2; steps++) {
            for (int c = 0; c < classes; c++) {
                out.add(new RuleFeature.Share(steps, c));
            }
        }
        return out;
    }

    /** Values that no model changes: the chosen columns, then the degree bucket; one array per feature. */
    private double[][] fixedValues(int[] columns) {
        var out = new double[columns.length + 1][rows.length];
        var slot = new int[graph.features().columns()];
        Arrays.fill(slot, -1);
        for (int i = 0; i < columns.length; i++) {
            slot[columns[i]] = i;
        }
        for (int i = 0; i < rows.length; i++) {
            int example = i;
            Entries.visit(graph.features(), rows[i], (column, value) -> {
                if (slot[column] >= 0) {
                    out[slot[column]][example] = value;
                }
            });
            out[columns.length][i] = RuleFeature.Degree.bucket(graph.adjacency().degree(rows[i]));
        }
        return out;
    }

    /**
     * The rules of a model.
     *
     * @param answers class index the model answers, one per row of the graph
     * @throws IllegalArgumentException when an answer is no class
     */
    public RuleSet rules(int[] answers) {
        check(graph, answers, classes);
        var bins = Arrays.copyOf(fixedBins, features.size());
        var around = shares.of(answers);
        for (int f = 0; f < around.length; f++) {
            bins[fixedBins.length + f] = grids[fixedBins.length + f].bins(around[f]);
        }
        var ofExamples = Arrays.stream(rows).map(row -> answers[row]).toArray();
        var tree = new Cart(bins, ofExamples, classes, options.leastSupport(rows.length))
                .grow(options.depth(classes), options.mostRules());
        var rules = new ArrayList<Rule>();
        collect(tree, new TreeMap<>(), rules);
        return new RuleSet(rules, keys(rows));
    }

    private long[] keys(int[] ofRows) {
        return Arrays.stream(ofRows).mapToLong(graph::key).toArray();
    }

    /** Follows every path, keeping the tightest limits of each feature. */
    private void collect(Tree tree, TreeMap<Integer, Condition> path, List<Rule> rules) {
        if (tree instanceof Tree.Fork fork) {
            var feature = features.get(fork.feature());
            double threshold = grids[fork.feature()].thresholds()[fork.threshold()];
            var old = path.get(fork.feature());
            var above = old == null ? null : old.above();
            var atMost = old == null ? null : old.atMost();
            // A deeper question about the same feature is always inside the limits of the earlier one.
            var low = new TreeMap<>(path);
            low.put(fork.feature(), new Condition(feature, above, threshold));
            collect(fork.low(), low, rules);
            var high = new TreeMap<>(path);
            high.put(fork.feature(), new Condition(feature, threshold, atMost));
            collect(fork.high(), high, rules);
        } else if (tree instanceof Tree.Leaf leaf) {
            var covered =
                    Arrays.stream(leaf.examples()).map(example -> rows[example]).toArray();
            rules.add(new Rule(List.copyOf(path.values()), leaf.answer(), keys(covered), leaf.right()));
        }
    }
}
