package org.graphunlearning.verify.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
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
 * <p>Costs a {@link Verification}; rules and utility share one pass of each model over the graph, attacks add theirs. The same case
 * and options give the same evidence, times aside.
 */
public final class EvidenceCollector {
    private final VerificationCase subject;
    private final EvidenceOptions options;
    private final Compute compute;
    private final Answers.Forward forward;

    EvidenceCollector(VerificationCase subject, EvidenceOptions options, Compute compute, Answers.Forward forward) {
        this.subject = subject;
        this.options = options;
        this.compute = compute;
        this.forward = forward;
    }

    /**
     * Collects.
     *
     * @throws IllegalArgumentException as {@link Verification#verify}
     */
    public static Evidence collect(VerificationCase subject, EvidenceOptions options, Compute compute) {
        Answers.Forward forward = (model, graph) -> model.logits(graph, compute);
        return new EvidenceCollector(subject, options, compute, forward).collect();
    }

    Evidence collect() {
        var found = Verification.verify(subject, options.verification(), compute);
        var reference = found.reference();
        var answers = new Answers(subject, reference, forward);
        var compared = compared(found);
        boolean compares = !compared.before().isEmpty();
        var kind = DeletionKind.of(subject.forget());
        var items = DeletedItems.of(subject.forget(), subject.before());
        var edits = compares ? edits(compared.before(), compared.after(), answers) : null;
        return new Evidence(
                kind,
                found,
                compares ? ExplanationMetrics.of(compared, ItemKind.of(subject.forget()), items) : null,
                edits,
                edits == null ? null : referenceEdits(compared, edits, answers),
                options.rules() ? RuleFinding.of(answers) : null,
                options.attacks() ? Attacks.of(PairedMembership.subject(subject, reference), compute) : Attacks.NONE,
                utility(answers),
                options.paper() ? paper(found, answers) : null);
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
    private ExplanationDistance edits(List<Attribution> before, List<Attribution> other, Answers answers) {
        int[] labels = answers.classes(ModelRole.PRE, View.PROBE);
        return ExplanationDistance.between(drawn(before, labels), drawn(other, labels), SearchLimits.DEFAULT);
    }

    private @Nullable ExplanationDistance referenceEdits(
            Explained compared, ExplanationDistance judged, Answers answers) {
        if (compared.reference() == null) {
            return null;
        }
        boolean same = answers.model(ModelRole.REFERENCE) == answers.model(ModelRole.POST);
        return same ? judged : edits(compared.before(), compared.reference(), answers);
    }

    private List<ExplanationSubgraph> drawn(List<Attribution> attributions, int[] labels) {
        var graph = subject.before();
        var out = new ArrayList<ExplanationSubgraph>();
        for (var one : attributions) {
            out.add(ExplanationSubgraph.of(
                    one,
                    SubgraphLimits.DEFAULT,
                    key -> labels[graph.row(key)],
                    graph.adjacency().directed()));
        }
        return out;
    }

    private static Utility utility(Answers answers) {
        return new Utility(
                answers.accuracy(ModelRole.PRE),
                answers.accuracy(ModelRole.POST),
                answers.accuracy(ModelRole.REFERENCE));
    }

    /** Null where no target is left to explain, or the deletion took a class away, so that answers cannot be held side by side. */
    private @Nullable PaperColumns paper(VerificationResult found, Answers answers) {
        long[] keys = Arrays.stream(found.targets().keys())
                .filter(key -> subject.after().row(key) >= 0)
                .toArray();
        boolean sameClasses = subject.pre().classes().equals(subject.post().classes());
        if (keys.length == 0 || !sameClasses) {
            return null;
        }
        var targets = Targets.predictedBy(subject.pre(), subject.before(), keys, compute);
        return PaperColumns.of(subject, targets, answers, compute);
    }
}
