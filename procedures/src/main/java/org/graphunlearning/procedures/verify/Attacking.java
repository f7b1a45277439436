package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.entity.EntityResolver;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.IdRows;
import org.graphunlearning.procedures.projection.InternalIds;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.attack.BlackBox;
import org.graphunlearning.verify.attack.Comparison;
import org.graphunlearning.verify.attack.LikelihoodRatio;
import org.graphunlearning.verify.attack.LinkStealing;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.Separation;
import org.graphunlearning.verify.attack.ShadowCache;
import org.graphunlearning.verify.attack.ThresholdAttack;
import org.graphunlearning.verify.attack.UpdateLeak;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.evidence.PairedDifference;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.procedure.Description;

/**
 * Attacks a stored model on things it learned from and that are still there: what an attacker gets now, and what he would get from a
 * model that never saw them. Only the distance between the two says something; 0.5 does not. A model in shards is attacked as callers
 * meet it, by what its shards say together. Changes nothing.
 */
final class Attacking {
    private final CallScope scope;
    private final Config config;

    Attacking(CallScope scope, Config config) {
        this.scope = scope;
        this.config = config;
    }

    /**
     * What a caller may ask for.
     *
     * @param nodes what to attack; null for relationships
     * @param relationships likewise; null for nodes
     * @param attack one of {@link #ATTACKS}
     * @param reference whether to train the yardstick
     * @param shadows trainings of {@code lira}
     * @param seed of matching, shadows and resampling
     * @param concurrency threads
     */
    record Config(
            @Nullable Object nodes,
            @Nullable Object relationships,
            String attack,
            boolean reference,
            int shadows,
            long seed,
            int concurrency) {
        private static final List<String> ATTACKS = List.of("threshold", "paired", "lira", "leak", "links");

        /** Checks the combinations. */
        Config {
            if ((nodes == null) == (relationships == null)) {
                throw new IllegalArgumentException("An attack needs either `nodes` or `relationships` to look for.");
            }
            if (attack.equals("links") == (nodes != null)) {
                throw new IllegalArgumentException(
                        "`links` attacks `relationships`, all other attacks look for `nodes`; choose one of both.");
            }
            if (!reference && (attack.equals("paired") || attack.equals("leak"))) {
                throw new IllegalArgumentException(
                        "`" + attack + "` compares with a retrained model; leave `reference` at 'retrain'.");
            }
        }

        static Config parse(@Nullable Map<String, Object> raw) {
            var in = new ConfigReader(raw);
            var nodes = in.any("nodes");
            var relationships = in.any("relationships");
            var attack = in.oneOf("attack", relationships == null ? "threshold" : "links", ATTACKS);
            boolean reference =
                    in.oneOf("reference", "retrain", List.of("retrain", "none")).equals("retrain");
            int shadows = in.intIn("shadows", 16, 16, 1024);
            long seed = in.longIn("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
            int concurrency = TrainConfig.concurrency(in);
            in.requireNoOtherKeys();
            return new Config(nodes, relationships, attack, reference, shadows, seed, concurrency);
        }
    }

    /** What an attack found. */
    public record Row(
            @Description("The model.") String modelName,

            @Description("MODEL, or REFERENCE for the one retrained without the items.")
            String role,

            @Description("The attack.") String attack,

            @Description("PROBE: asked with the items in the graph; PROD: without their edges.")
            String view,

            @Description("Area under the ROC curve; null below 20 items.") @Nullable
            Double auc,

            @Description("Its standard error.") @Nullable Double se,

            @Description("Lower end of the 95 % interval.") @Nullable
            Double ciLow,

            @Description("Upper end of it.") @Nullable Double ciHigh,

            @Description("Share of items found when 1 % of the others are taken for items.") @Nullable
            Double tprAt1pct,

            @Description("Items.") long n1,
            @Description("Others.") long n0,

            @Description("Whether the others agree with the items in class and degree.")
            boolean matched,

            @Description("What the caller should know.") List<String> warnings) {}

    /** Attacks. */
    List<Row> run(String modelName) {
        var entry = new ModelStore(scope).load(modelName);
        var training = TrainConfig.parse(entry.model().config());
        requireFits(modelName, training);
        scope.progress().step("project");
        var projection = Projector.project(
                scope,
                ProjectionRequest.forModel(
                        training.projection(),
                        entry.model().marks(),
                        entry.model().layout(),
                        config.concurrency()));
        var attacked = new AttackedModel(projection, training);
        var model = entry.decoded(training.cut().sharding().aggregation());
        var forget = forget(projection);
        var guard = scope.guard();
        try (var threads = Compute.withThreads(config.concurrency())) {
            var compute = threads.checkingFor(guard::check).reportingTo(scope.progress());
            var before = projection.graph();
            var after = before.without(forget);
            var reference = config.reference()
                    ? attacked.asked(attacked.retrained(after, forget, compute.at("train reference")))
                    : null;
            var models = new Models(attacked.asked(model), reference);
            var subject = new MembershipCase(before, after, forget, models.untouched(), View.PROBE, config.seed());
            var rows = new Run(modelName, subject, models, compute.at("attack")).rows(training);
            rows.forEach(row -> scope.warned(row.modelName(), row.warnings()));
            return rows;
        }
    }

    private void requireFits(String modelName, TrainConfig training) {
        if (config.attack().equals("lira") && training.cut().sharding().isSharded()) {
            throw new IllegalArgumentException("`lira` trains shadows that are one network each, and model `"
                    + modelName + "` is in several shards; attack it by `threshold` or `paired`.");
        }
    }

    private ForgetSet forget(Projection projection) {
        var rows = new IdRows(projection.nodeIds());
        var entities = new EntityResolver(scope.transaction());
        if (config.nodes() != null) {
            return ForgetSet.ofNodes(entities.nodes("nodes", config.nodes()).stream()
                    .mapToLong(node -> key(projection, rows, node))
                    .sorted()
                    .toArray());
        }
        var edges = new LinkedHashSet<ForgetSet.Edge>();
        for (var one : entities.relationships("relationships", Objects.requireNonNull(config.relationships()))) {
            edges.add(edge(projection, rows, one));
        }
        return new ForgetSet(new long[0], List.copyOf(edges), List.of(), new long[0]);
    }

    private static long key(Projection projection, IdRows rows, Node node) {
        int row = rows.row(InternalIds.of(node));
        if (row < 0) {
            throw new IllegalArgumentException(
                    "An item is not part of the model's projection; attack what the model can see.");
        }
        return projection.graph().key(row);
    }

    private static ForgetSet.Edge edge(Projection projection, IdRows rows, Relationship one) {
        long start = key(projection, rows, one.getStartNode());
        long end = key(projection, rows, one.getEndNode());
        var graph = projection.graph();
        boolean directed = graph.adjacency().directed();
        boolean there = graph.adjacency().contains(graph.row(start), graph.row(end));
        if (!there && !(directed && graph.adjacency().contains(graph.row(end), graph.row(start)))) {
            throw new IllegalArgumentException(
                    "A relationship is not part of the model's projection; attack what the model can see.");
        }
        boolean swap = directed ? !there : start > end;
        return swap ? new ForgetSet.Edge(end, start) : new ForgetSet.Edge(start, end);
    }

    /** The stored model and the one retrained, if any. */
    private record Models(BlackBox stored, @Nullable BlackBox reference) {
        MembershipCase.Models untouched() {
            return with(stored);
        }

        MembershipCase.Models with(BlackBox post) {
            return new MembershipCase.Models(stored, post, reference);
        }
    }

    private final class Run {
        private final String modelName;
        private final MembershipCase subject;
        private final Models models;
        private final Compute compute;
        private final List<Row> out = new ArrayList<>();

        Run(String modelName, MembershipCase subject, Models models, Compute compute) {
            this.modelName = modelName;
            this.subject = subject;
            this.models = models;
            this.compute = compute;
        }

        List<Row> rows(TrainConfig training) {
            switch (config.attack()) {
                case "paired" -> add("MODEL", PairedDifference.of(subject, compute), List.of());
                case "lira" ->
                    add(LikelihoodRatio.online(config.shadows())
                            .run(subject, training.training(), new ShadowCache(0), compute)
                            .comparison());
                case "leak" -> add("REFERENCE", leak(), List.of());
                case "links" -> add(new LinkStealing().run(subject, compute).comparison());
                default -> {
                    var found = new ThresholdAttack().run(subject, compute);
                    add(found.all());
                    add(found.matched());
                }
            }
            return out;
        }

        /** What publishing the retrained model after the stored one would give away. */
        private Separation leak() {
            var update = models.with(Objects.requireNonNull(models.reference()));
            var published = new MembershipCase(
                    subject.before(), subject.after(), subject.forget(), update, View.PROD, config.seed());
            return new UpdateLeak().run(published, compute).separation();
        }

        private void add(Comparison found) {
            add("MODEL", found.noop(), found.warnings());
            if (found.reference() != null) {
                add("REFERENCE", found.reference(), List.of());
            }
        }

        private void add(String role, Separation found, List<String> warnings) {
            var all = new LinkedHashSet<>(warnings);
            all.addAll(found.warnings());
            out.add(new Row(
                    modelName,
                    role,
                    config.attack(),
                    found.setting().view().name(),
                    found.auc(),
                    found.standardError(),
                    found.low(),
                    found.high(),
                    found.tprAt1pct(),
                    found.n1(),
                    found.n0(),
                    found.setting().matched(),
                    List.copyOf(all)));
        }
    }
}
