package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.projection.ProjectionRequest;
import org.graphunlearning.procedures.projection.Projector;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;
import org.graphunlearning.verify.attack.BlackBox;
import org.graphunlearning.verify.attack.Comparison;
import org.graphunlearning.verify.attack.LikelihoodRatio;
import org.graphunlearning.verify.attack.LinkStealing;
import org.graphunlearning.verify.attack.MemberScore;
import org.graphunlearning.verify.attack.MembershipCase;
import org.graphunlearning.verify.attack.NodeScores;
import org.graphunlearning.verify.attack.Separation;
import org.graphunlearning.verify.attack.ShadowCache;
import org.graphunlearning.verify.attack.ThresholdAttack;
import org.graphunlearning.verify.attack.UpdateLeak;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.evidence.PairedDifference;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.procedure.Description;

/**
 * Attacks a stored model on things it learned from and that are still there: what an attacker gets now, and what he would get from a
 * model that never saw them. Only the distance between the two says something; 0.5 does not. A model in shards is attacked as callers
 * meet it, by what its shards say together. Changes nothing.
 */
final class Attacking {
    private final CallScope scope;
    private final AttackConfig config;

    Attacking(CallScope scope, AttackConfig config) {
        this.scope = scope;
        this.config = config;
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

    /** What an attack found out about one node. */
    public record NodeRow(
            @Description("The node.") Node node,

            @Description("Log odds the model gives the node's own class.")
            double phi,

            @Description("The same of the model retrained without the nodes; null without one.") @Nullable
            Double phiRef,

            @Description("How much surer the model is than the retrained one; null likewise.") @Nullable
            Double surer,

            @Description("Log likelihood ratio of learned to never seen, by shadow models; null but for `lira`.")
            @Nullable
            Double llr) {
        private static final Comparator<@Nullable Double> HIGHEST_FIRST =
                Comparator.nullsLast(Comparator.<Double>reverseOrder());
        static final Comparator<NodeRow> MOST_EXPOSED_FIRST = Comparator.comparing(NodeRow::llr, HIGHEST_FIRST)
                .thenComparing(NodeRow::surer, HIGHEST_FIRST)
                .thenComparing(NodeRow::phi, HIGHEST_FIRST);
    }

    /** Attacks, and tells how well. */
    List<Row> run(String modelName) {
        return during(modelName, Run::rows);
    }

    /** Attacks, and tells which nodes the model gives away, the most exposed first. */
    List<NodeRow> nodes(String modelName) {
        return during(modelName, Run::nodes);
    }

    private <T> List<T> during(String modelName, Function<Run, List<T>> work) {
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
        var items = new AttackItems(scope.transaction(), projection);
        var forget = items.of(config);
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
            return work.apply(new Run(new Question(modelName, training, items), subject, models, compute.at("attack")));
        }
    }

    private void requireFits(String modelName, TrainConfig training) {
        if (config.attack().equals("lira") && training.cut().sharding().isSharded()) {
            throw new IllegalArgumentException("`lira` trains shadows that are one network each, and model `"
                    + modelName + "` is in several shards; attack it by `threshold` or `paired`.");
        }
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

    /** What is attacked. */
    private record Question(String modelName, TrainConfig training, AttackItems items) {}

    private final class Run {
        private final Question question;
        private final MembershipCase subject;
        private final Models models;
        private final Compute compute;
        private final List<Row> out = new ArrayList<>();

        Run(Question question, MembershipCase subject, Models models, Compute compute) {
            this.question = question;
            this.subject = subject;
            this.models = models;
            this.compute = compute;
        }

        List<Row> rows() {
            switch (config.attack()) {
                case "paired" -> add("MODEL", PairedDifference.of(subject, compute), List.of());
                case "lira" -> add(lira().comparison());
                case "leak" -> add("REFERENCE", leak(), List.of());
                case "links" -> add(new LinkStealing().run(subject, compute).comparison());
                default -> {
                    var found = new ThresholdAttack().run(subject, compute);
                    add(found.all());
                    add(found.matched());
                }
            }
            out.forEach(row -> scope.warned(row.modelName(), row.warnings()));
            return out;
        }

        private LikelihoodRatio.Result lira() {
            return LikelihoodRatio.online(config.shadows())
                    .run(subject, question.training().training(), new ShadowCache(0), compute);
        }

        List<NodeRow> nodes() {
            var scores = NodeScores.of(subject, MemberScore.PHI, compute);
            if (scores.keys().length == 0) {
                throw new IllegalArgumentException("None of the nodes is one that model `" + question.modelName()
                        + "` was trained on, so there is nothing to find out about them; name nodes it learned from.");
            }
            var ratios = new HashMap<Long, Double>();
            if (config.attack().equals("lira")) {
                lira().nodes().forEach(node -> ratios.put(node.key(), node.llr()));
            }
            return IntStream.range(0, scores.keys().length)
                    .mapToObj(i -> row(scores, i, ratios.get(scores.keys()[i])))
                    .sorted(NodeRow.MOST_EXPOSED_FIRST)
                    .toList();
        }

        private NodeRow row(NodeScores scores, int i, @Nullable Double ratio) {
            double phi = scores.post()[i];
            var ofReference = scores.reference();
            var phiRef = ofReference == null ? null : (Double) ofReference[i];
            var surer = phiRef == null ? null : (Double) (phi - phiRef);
            return new NodeRow(question.items().node(scores.keys()[i]), phi, phiRef, surer, ratio);
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
                    question.modelName(),
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
