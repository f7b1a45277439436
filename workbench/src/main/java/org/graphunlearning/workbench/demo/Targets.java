package org.graphunlearning.workbench.demo;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.NodeSplit;
import org.graphunlearning.workbench.demo.UnlearnClient.Cell;
import org.graphunlearning.workbench.demo.UnlearnClient.Link;

/**
 * Chooses what to delete so that it matters: training nodes, and what training nodes hear from. No choice spoils an earlier
 * one: what is deleted is never needed again.
 */
final class Targets {
    /** Further than any two-layer network looks, the weights of its edges included. */
    private static final int FAR = 4;

    private final GraphData graph;
    private final int[][] neighbours;
    private final BitSet training = new BitSet();
    private final BitSet taken = new BitSet();
    private final BitSet needed = new BitSet();
    private Map<Long, Long> shards = Map.of();

    Targets(GraphData graph, NodeSplit[] split) {
        this.graph = graph;
        this.neighbours = neighbours(graph);
        for (int node = 0; node < split.length; node++) {
            training.set(node, split[node] == NodeSplit.TRAIN && graph.labels()[node] >= 0);
        }
    }

    private static int[][] neighbours(GraphData graph) {
        var lists = new int[graph.nodeCount()][];
        int[] degrees = graph.degrees();
        Arrays.setAll(lists, node -> new int[degrees[node]]);
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            int a = graph.sources()[edge];
            int b = graph.targets()[edge];
            lists[a][--degrees[a]] = b;
            lists[b][--degrees[b]] = a;
        }
        for (var list : lists) {
            Arrays.sort(list);
        }
        return lists;
    }

    /**
     * Chooses only what the shard of a training node learned from, and such that the shard goes on learning.
     *
     * @param shardOfNode shard of each node by its id
     */
    void stayInside(Map<Long, Long> shardOfNode) {
        shards = shardOfNode;
    }

    private boolean together(int a, int b) {
        return shards.isEmpty() || Objects.equals(shards.get((long) a), shards.get((long) b));
    }

    /** A shard whose training nodes are all of one class has nothing to learn. */
    private boolean learns(int node) {
        return shards.isEmpty()
                || training.stream()
                                .filter(n -> together(n, node))
                                .mapToLong(n -> graph.labels()[n])
                                .distinct()
                                .limit(2)
                                .count()
                        == 2;
    }

    /** A link that is not needed any more between a training node and a node of another shard; empty without shards. */
    Optional<Link> crossingLink() {
        for (int node = training.nextSetBit(0); node >= 0; node = training.nextSetBit(node + 1)) {
            for (int neighbour : neighbours[node]) {
                if (!together(node, neighbour) && !taken.get(neighbour)) {
                    return Optional.of(new Link(node, neighbour));
                }
            }
        }
        return Optional.empty();
    }

    /** A training node with neighbours, unless its class would die with it; then a neighbour of a training node. */
    int node() {
        int node = training.stream()
                .filter(n -> !needed.get(n) && neighbours[n].length > 0 && classmates(n) > 1 && learns(n))
                .findFirst()
                .orElseGet(() -> pairWithFreeEnd(false).target());
        training.clear(node);
        taken.set(node);
        return node;
    }

    /** A link of a training node. */
    Link link() {
        var link = pairWithFreeEnd(false);
        needed.set(link.source());
        taken.set(link.target());
        return link;
    }

    /** A feature value of a neighbour of a training node. */
    Cell cell() {
        int node = pairWithFreeEnd(true).target();
        taken.set(node);
        return new Cell(node, graph.featureIdx()[graph.featurePtr()[node]]);
    }

    /** A node with links that no training node hears from; empty in a small world. */
    Optional<Integer> farNode() {
        var near = within(FAR - 1);
        return IntStream.range(0, graph.nodeCount())
                .filter(node -> !near.get(node) && neighbours[node].length > 0 && !taken.get(node))
                .boxed()
                .findFirst();
    }

    /** A neighbour that outlives the node. */
    int witnessOf(int node) {
        return IntStream.of(neighbours[node])
                .filter(neighbour -> !taken.get(neighbour))
                .findFirst()
                .orElse(training.nextSetBit(0));
    }

    int degree(int node) {
        return neighbours[node].length;
    }

    private long classmates(int node) {
        return training.stream()
                .filter(n -> graph.labels()[n] == graph.labels()[node] && together(n, node))
                .count();
    }

    private Link pairWithFreeEnd(boolean withFeatures) {
        for (int node = training.nextSetBit(0); node >= 0; node = training.nextSetBit(node + 1)) {
            for (int neighbour : neighbours[node]) {
                boolean fits = !withFeatures || graph.featurePtr()[neighbour] < graph.featurePtr()[neighbour + 1];
                boolean inside = together(node, neighbour) && learns(node);
                if (fits && inside && !taken.get(neighbour) && !training.get(neighbour)) {
                    return new Link(node, neighbour);
                }
            }
        }
        throw new IllegalArgumentException(
                "Graph `" + graph.name() + "` is too small to delete two nodes, two edges and two features from.");
    }

    private BitSet within(int hops) {
        var reached = (BitSet) training.clone();
        reached.or(taken); // may have been training nodes
        for (int hop = 0; hop < hops; hop++) {
            var next = (BitSet) reached.clone();
            reached.stream().forEach(node -> IntStream.of(neighbours[node]).forEach(next::set));
            reached = next;
        }
        return reached;
    }
}
