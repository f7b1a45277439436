package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.procedures.projection.FeatureLayout;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;

/** Turns scores into rows: nodes, then relationships, then feature values, each by rank. */
final class Drawing {
    private final Links links;
    private final List<Object> classes;
    private final int hops;
    private final ExplainConfig.Limits limits;

    Drawing(Links links, List<Object> classes, int hops, ExplainConfig.Limits limits) {
        this.links = links;
        this.classes = classes;
        this.hops = hops;
        this.limits = limits;
    }

    List<ExplainProcedures.Row> rows(Question question, Evidence evidence) {
        return new OfTarget(question, evidence).rows();
    }

    /** An element and its score; none of it is known of a target that the explainer does not score. */
    private record Score(
            @Nullable Double importance,
            @Nullable Double signed,
            @Nullable Long rank) {
        static final Score NONE = new Score(null, null, null);

        static Score of(Ranking.Ranked ranked, double[] signed) {
            return new Score(ranked.importance(), signed[ranked.place()], ranked.rank());
        }

        /** Of a further relationship that stands for the same edge. */
        Score shared() {
            return new Score(null, null, rank);
        }
    }

    private final class OfTarget {
        private final Question question;
        private final Evidence evidence;
        private final Graph graph = links.projection().graph();
        private final EdgeShares shares;
        private final Ways ways;
        private final Node target;
        private final List<ExplainProcedures.Row> out = new ArrayList<>();

        OfTarget(Question question, Evidence evidence) {
            this.question = question;
            this.evidence = evidence;
            this.shares = EdgeShares.of(graph, evidence.edges());
            boolean scored = evidence.nodes().keys().length + shares.ends().length > 0;
            this.ways = Ways.into(graph, question.row(), scored ? hops : 0, shares);
            this.target = links.node(question.row());
        }

        List<ExplainProcedures.Row> rows() {
            addNodes();
            addRelationships();
            addFeatures();
            return out;
        }

        private void addNodes() {
            var nodes = evidence.nodes();
            var ranking = Ranking.of(nodes.magnitude());
            int own = Arrays.binarySearch(nodes.keys(), graph.key(question.row()));
            if (own < 0) {
                addNode(question.row(), Score.NONE);
            }
            var best = new ArrayList<>(ranking.best(limits));
            if (own >= 0 && best.stream().noneMatch(ranked -> ranked.place() == own)) {
                best.add(ranking.at(own));
            }
            for (var ranked : best) {
                addNode(graph.row(nodes.keys()[ranked.place()]), Score.of(ranked, nodes.signed()));
            }
        }

        private void addNode(int row, Score score) {
            int[] way = ways.to(row);
            add("NODE", new Element(links.node(row), null, way == null ? null : links.path(way), null, null), score);
        }

        private void addRelationships() {
            for (var ranked : Ranking.of(shares.importance()).best(limits)) {
                var score = Score.of(ranked, evidence.edges().signed());
                for (var relationship : links.between(shares.source(ranked.place()), shares.target(ranked.place()))) {
                    add(
                            "RELATIONSHIP",
                            new Element(null, relationship, over(ranked.place(), relationship), null, null),
                            score);
                    score = score.shared();
                }
            }
        }

        /** To the end where messages arrive, then over the relationship. */
        private @Nullable Path over(int edge, Relationship relationship) {
            int near = shares.target(edge);
            int other = shares.source(edge);
            if (!shares.directed() && ways.hops(other) <= ways.hops(near)) {
                near = other;
            }
            int[] way = ways.to(near);
            return way == null ? null : links.path(way).over(relationship);
        }

        private void addFeatures() {
            var features = evidence.features();
            var layout = links.projection().layout();
            for (var ranked : Ranking.ofAbsolute(features.signed()).best(limits)) {
                var node = links.node(graph.row(features.nodes()[ranked.place()]));
                int column = features.columns()[ranked.place()];
                add(
                        "FEATURE",
                        new Element(node, null, null, property(layout, column), (long) column),
                        Score.of(ranked, features.signed()));
            }
        }

        private void add(String kind, Element element, Score score) {
            out.add(new ExplainProcedures.Row(
                    kind,
                    target,
                    element.node(),
                    element.relationship(),
                    element.path(),
                    element.property(),
                    element.index(),
                    score.importance(),
                    null,
                    score.signed(),
                    score.rank(),
                    classes.get(question.explained()),
                    classes.get(question.predicted()),
                    question.probability(),
                    evidence.explains(),
                    evidence.warnings()));
        }
    }

    /** What a row is about. */
    private record Element(
            @Nullable Node node,
            @Nullable Relationship relationship,
            @Nullable Path path,
            @Nullable String property,
            @Nullable Long index) {}

    /** The property that holds a column of the feature vector. */
    static String property(FeatureLayout layout, int column) {
        int position = 0;
        while (column >= layout.start(position) + layout.widths()[position]) {
            position++;
        }
        return layout.propertyKeys().get(position);
    }
}
