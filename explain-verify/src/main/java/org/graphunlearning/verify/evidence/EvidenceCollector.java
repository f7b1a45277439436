package org.graphunlearning.verify.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Scores;
import org.graphunlearning.verify.attack.View;
import org.graphunlearning.verify.distance.ExplanationDistance;
import org.graphunlearning.verify.distance.ExplanationSubgraph;
import org.graphunlearning.verify.distance.SearchLimits;
import org.graphunlearning.verify.distance.SubgraphLimits;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Targets;
import org.graphunlearning.verify.metric.DeletedItems;
import org.graphunlearning.verify.metric.Explained;
import org.graphunlearning.verify.metric.ExplanationMetrics;
import org.graphunlearning.verify.metric.ItemKind;
import org.graphunlearning.verify.verdict.ModelRole;
import org.graphunlearning.verify.verdict.Verification;
import org.graphunlearning.verify.verdict.VerificationCase;
import org.graphunlearning.verify.verdict.VerificationResult;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a deletion and measures everything else about it in the same go: what the verdict explained is explained once.
 *
 * <p>Costs a {@link Verification}; rules, attacks and utility add a pass of each model over the graph. The same case and options give
 * the same evidence, times aside.
 */
public final class EvidenceCollector {
    private final VerificationCase subject;
    private final EvidenceOptions options;
    private final Compute compute;

    private EvidenceCollector(VerificationCase subject, EvidenceOptions options, Compute compute) {
        this.subject = subject;
        this.options = options;
        this.compute = compute;
    }

    /**
     * Collects.
     *
     * @throws IllegalArgumentException as {@link Verification#verify}
     */
    public static Evidence collect(VerificationCase subject, EvidenceOptions options, Compute compute) {
        return new EvidenceCollector(subject, options, compute).collect();
    }

    private Evidence collect() {
        var found = Verification.verify(subject, options.verification(), compute);
        var reference = found.reference();
        var compared = compared(found);
        boolean compares = !compared.before().isEmpty();
        var kind = DeletionKind.of(subject.forget());
        var items = DeletedItems.of(subject.forget(), subject.before());
        return new Evidence(
                kind,
                found,
                compares ? ExplanationMetrics.of(compared, ItemKind.of(subject.forget()), items) : null,
                compares ? edits(compared) : null,
                options.rules() ? rules(reference) : null,
                options.attacks() ? Attacks.of(PairedMembership.subject(subject, reference), compute) : Attacks.NONE,
                utility(reference),
                options.paper() ? paper(found) : null);
    }

    /** The targets that every model explains. */
    private static Explained compared(VerificationResult found) {
        var before = found.explained(ModelRole.PRE, View.PROBE);
        var after = found.explained(ModelRole.POST, View.PROBE);
        var reference = found.explained(ModelRole.REFERENCE, View.PROBE);
        var all = new ArrayList<List<Attribution>>();
        for (int i = 0; i < 3; i++) {
            all.add(new ArrayList<>());
        }
        for (int i = 0; i < before.size(); i++) {
            var one = before.get(i);
            var other = after.get(i);
            var third = reference.isEmpty() ? null : reference.get(i);
            if (one != null && other != null && (reference.isEmpty() || third != null)) {
                all.get(0).add(one);
                all.get(1).add(sameClass(one, other));
                if (third != null) {
                    all.get(2).add(sameClass(one, third));
                }
            }
        }
        var production = new ArrayList<Attribution>();
        for (var one : found.explained(ModelRole.POST, View.PROD)) {
            if (one != null) {
                production.add(one);
            }
        }
        return new Explained(all.get(0), all.get(1), reference.isEmpty() ? null : all.get(2), production);
    }

    /** The class has one name and, where a deletion took a class away, another index in every model; that of the first counts. */
    private static Attribution sameClass(Attribution first, Attribution other) {
        return new Attribution(
                other.target(),
                first.classIndex(),
                other.logit(),
                other.nodes(),
                other.edges(),
                other.features(),
                other.caveats());
    }

    /** Nodes are labelled by what the untouched model predicts. */
    private ExplanationDistance edits(Explained compared) {
        var graph = subject.before();
        int width = subject.pre().classes().size();
        float[] logits = subject.pre().logits(graph, compute);
        return ExplanationDistance.between(
                drawn(compared.before(), logits, width), drawn(compared.after(), logits, width), SearchLimits.DEFAULT);
    }

    private List<ExplanationSubgraph> drawn(List<Attribution> attributions, float[] logits, int width) {
        var graph = subject.before();
        var out = new ArrayList<ExplanationSubgraph>();
        for (var one : attributions) {
            out.add(ExplanationSubgraph.of(
                    one,
                    SubgraphLimits.DEFAULT,
                    key -> Scores.argMax(logits, graph.row(key) * width, width),
                    graph.adjacency().directed()));
        }
        return out;
    }

    private RuleFinding rules(@Nullable Gnn reference) {
        return RuleFinding.of(subject.after(), subject.pre(), subject.post(), reference, compute);
    }

    private Utility utility(@Nullable Gnn reference) {
        return new Utility(
                accuracy(subject.pre()), accuracy(subject.post()), reference == null ? null : accuracy(reference));
    }

    private @Nullable Double accuracy(Gnn model) {
        var graph = subject.after();
        boolean any = Arrays.stream(graph.split().rows(Role.TEST))
                .anyMatch(row -> graph.labels().isLabelled(row));
        return any ? (Double) Scores.accuracy(model.classes(), graph, model.logits(graph, compute), Role.TEST) : null;
    }

    private @Nullable PaperColumns paper(VerificationResult found) {
        long[] keys = Arrays.stream(found.targets().keys())
                .filter(key -> subject.after().row(key) >= 0)
                .toArray();
        if (keys.length == 0) {
            return null;
        }
        var targets = Targets.predictedBy(subject.pre(), subject.before(), keys, compute);
        return subject.pre().classes().equals(subject.post().classes())
                ? PaperColumns.of(
                        subject.before(),
                        subject.after(),
                        subject.forget(),
                        new PaperColumns.Models(subject.pre(), subject.post(), targets),
                        compute)
                : null;
    }
}
