package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The target in the middle, each hop on a ring of its own, nodes of a ring in the order of their keys, clockwise from the top. The same
 * nodes are at the same places in every drawing of a neighbourhood.
 *
 * @param places of the nodes, in their order; relative to the target
 * @param order places in the list of nodes, by hop, then key: how the nodes are numbered
 * @param radius of the outermost ring, 0 when there is none
 */
record RingLayout(List<Svg.Point> places, List<Integer> order, double radius) {
    private static final double BETWEEN_NODES = 27;
    private static final double BETWEEN_RINGS = 44;

    static RingLayout of(List<Neighbourhood.Node> nodes) {
        var order = IntStream.range(0, nodes.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> nodes.get(i).hop())
                        .thenComparingLong(i -> nodes.get(i).key()))
                .toList();
        var rings = new TreeMap<Integer, List<Integer>>();
        order.forEach(i -> rings.computeIfAbsent(nodes.get(i).hop(), hop -> new ArrayList<>())
                .add(i));
        var places = new Svg.Point[nodes.size()];
        double radius = 0;
        for (var ring : rings.entrySet()) {
            radius = ring.getKey() == 0 ? 0 : radius(ring.getValue().size(), radius);
            place(ring.getValue(), ring.getKey(), radius, places);
        }
        return new RingLayout(List.of(places), order, radius);
    }

    private static double radius(int count, double inner) {
        return Math.max(inner + BETWEEN_RINGS, count * BETWEEN_NODES / (2 * Math.PI));
    }

    private static void place(List<Integer> ring, int hop, double radius, Svg.Point[] places) {
        double step = 2 * Math.PI / ring.size();
        double first = hop % 2 == 0 ? step / 2 : 0; // else nodes of all rings line up
        for (int i = 0; i < ring.size(); i++) {
            double angle = first + i * step;
            places[ring.get(i)] = new Svg.Point(radius * StrictMath.sin(angle), -radius * StrictMath.cos(angle));
        }
    }
}
