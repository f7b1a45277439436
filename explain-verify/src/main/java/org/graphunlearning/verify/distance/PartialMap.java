package org.graphunlearning.verify.distance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The common ground of both searches: nodes of one graph are mapped in a fixed order (root first, then by descending degree), and
 * the rest is bounded from below. All costs in quarters.
 */
final class PartialMap {
    private final LabelledGraph from;
    private final LabelledGraph to;
    private final int[] order;
    private final int[][] fromBits;
    private final int[][] toBits;
    private final int[] fromLabel;
    private final int[] toLabel;
    private final int[] count;

    PartialMap(LabelledGraph from, LabelledGraph to) {
        this.from = from;
        this.to = to;
        this.order = order(from);
        this.fromBits = bits(from);
        this.toBits = bits(to);
        var distinct = IntStream.concat(Arrays.stream(from.labels()), Arrays.stream(to.labels()))
                .sorted()
                .distinct()
                .toArray();
        this.fromLabel = dense(from.labels(), distinct);
        this.toLabel = dense(to.labels(), distinct);
        this.count = new int[distinct.length];
    }

    private static int[] order(LabelledGraph graph) {
        return IntStream.range(0, graph.nodeCount())
                .boxed()
                .sorted(Comparator.comparing((Integer node) -> node != graph.root())
                        .thenComparing(node -> -graph.degree(node))
                        .thenComparing(node -> node))
                .mapToInt(node -> node)
                .toArray();
    }

    /** Neighbours as bits: outgoing, and in a directed graph incoming. */
    private static int[][] bits(LabelledGraph graph) {
        var out = new int[graph.directed() ? 2 : 1][graph.nodeCount()];
        for (int way = 0; way < out.length; way++) {
            for (int node = 0; node < graph.nodeCount(); node++) {
                out[way][node] = graph.neighbours(node, way == 0);
            }
        }
        return out;
    }

    private static int[] dense(int[] labels, int[] distinct) {
        return Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(distinct, label))
                .toArray();
    }

    int depth() {
        return order.length;
    }

    int width() {
        return to.nodeCount();
    }

    /** Whether the node at a depth may become another one, or go (-1). */
    boolean allows(int depth, int image) {
        int node = order[depth];
        return image < 0 ? node != from.root() : EditCosts.allows(from, node, to, image);
    }

    /** What mapping the node at a depth adds to the cost, given the images of those before. */
    int step(int depth, int image, int[] images) {
        int node = order[depth];
        int cost = image < 0 ? EditCosts.NODE : EditCosts.node(from.labels()[node], to.labels()[image]);
        for (int k = 0; k < depth; k++) {
            boolean kept = image >= 0 && images[k] >= 0;
            cost += EditCosts.edge(from.strength(node, order[k]), kept ? to.strength(image, images[k]) : 0);
            if (from.directed()) {
                cost += EditCosts.edge(from.strength(order[k], node), kept ? to.strength(images[k], image) : 0);
            }
        }
        return cost;
    }

    /**
     * No completion costs less than this, and once all nodes are mapped none costs more: labels that find no partner, edges from
     * each mapped node into the rest, edges inside the rest. The three never charge for the same edit.
     */
    int rest(int depth, int used, int[] images) {
        int open = 0;
        for (int k = depth; k < order.length; k++) {
            open |= 1 << order[k];
        }
        int unused = ~used & ((1 << to.nodeCount()) - 1);
        int cost = labels(open, unused);
        for (int way = 0; way < fromBits.length; way++) {
            for (int k = 0; k < depth; k++) {
                int left = Integer.bitCount(fromBits[way][order[k]] & open);
                int right = images[k] < 0 ? 0 : Integer.bitCount(toBits[way][images[k]] & unused);
                cost += Math.abs(left - right) * EditCosts.EDGE;
            }
        }
        int inside = Math.abs(inside(fromBits[0], open) - inside(toBits[0], unused));
        return cost + (from.directed() ? inside : inside / 2) * EditCosts.EDGE;
    }

    private int labels(int open, int unused) {
        Arrays.fill(count, 0);
        for (int rest = open; rest != 0; rest &= rest - 1) {
            count[fromLabel[Integer.numberOfTrailingZeros(rest)]]++;
        }
        int common = 0;
        for (int rest = unused; rest != 0; rest &= rest - 1) {
            common += count[toLabel[Integer.numberOfTrailingZeros(rest)]]-- > 0 ? 1 : 0;
        }
        return (Math.max(Integer.bitCount(open), Integer.bitCount(unused)) - common) * EditCosts.NODE;
    }

    private static int inside(int[] bits, int set) {
        int entries = 0;
        for (int rest = set; rest != 0; rest &= rest - 1) {
            entries += Integer.bitCount(bits[Integer.numberOfTrailingZeros(rest)] & set);
        }
        return entries;
    }
}
