package org.graphunlearning.workbench.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.linear.HeadConfig;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.gnn.unlearn.UnlearningResult;
import org.graphunlearning.verify.evidence.EvidenceCollector;
import org.graphunlearning.verify.evidence.EvidenceOptions;
import org.graphunlearning.verify.verdict.VerificationCase;

/** Lets every strategy forget the same 5 % of all nodes of one graph, model by model, and collects the evidence about each. */
final class VerifyPaperTrial {
    static final EvidenceOptions OPTIONS = new EvidenceOptions(VerifyTrial.OPTIONS, true, true, true);

    /** One model in so many shards, of which those are retrained that something is taken from. */
    static final String SHARDS = "shard";

    private static final double SHARE = 0.05;
    private static final int MOST_DRAWS = 100;
    private static final long PURPOSE = 0x5041504552L;
    private static final List<String> NETWORKS =
            List.of(Contender.UNTOUCHED, Contender.RETRAIN, "gnndelete", "idea", Contender.GIF);
    private static final List<String> SOLVED = List.of(Contender.UNTOUCHED, Contender.RETRAIN, "linear");

    private final List<Contender> contenders;
    private final Compute compute;
    private final Map<String, PaperShowing> showings = new LinkedHashMap<>();

    VerifyPaperTrial(Learner learner, Compute compute) {
        boolean solved = learner.config().head().kind() == HeadConfig.Kind.RIDGE;
        this.contenders = Contender.named(solved ? SOLVED : NETWORKS).stream()
                .filter(contender -> contender.fits(learner.config()))
                .toList();
        this.compute = compute;
        contenders.forEach(contender -> showings.put(contender.name(), new PaperShowing()));
        if (!solved) {
            showings.put(SHARDS, new PaperShowing());
        }
    }

    /** One model: forget, and look. */
    void round(Learned learned) {
        var request = learned.request(draw(learned.graph(), learned.config().seed()));
        var watch = new Stopwatch();
        var reference = new Retrain().unlearn(request, compute);
        double seconds = watch.seconds();
        for (var contender : contenders) {
            var showing = showings.get(contender.name());
            if (showing == null || showing.refusal() != null) {
                continue;
            }
            if (contender.isUntouched()) {
                look(showing, request, request.model(), reference.model());
            } else if (contender.name().equals(Contender.RETRAIN)) {
                showing.add(Contender.RETRAIN, seconds);
                look(showing, request, reference.model(), reference.model());
            } else {
                forget(contender, showing, request, reference.model());
            }
        }
        var sharded = showings.get(SHARDS);
        if (sharded != null) {
            new ShardedEvidence(request, compute).collect(sharded);
        }
    }

    private void forget(Contender contender, PaperShowing showing, UnlearningRequest request, Gnn reference) {
        var watch = new Stopwatch();
        UnlearningResult result;
        try {
            result = contender.strategy(0).unlearn(request, compute);
        } catch (IllegalArgumentException e) {
            showing.refuse(String.valueOf(e.getMessage()));
            return;
        }
        showing.add(result.strategy(), watch.seconds());
        look(showing, request, result.model(), reference);
    }

    private void look(PaperShowing showing, UnlearningRequest request, Gnn candidate, Gnn reference) {
        var deletion =
                new VerificationCase.Deletion(request.before(), request.after(), request.forget(), request.training());
        var subject = VerificationCase.of(
                        deletion, request.model(), candidate, request.training().seed())
                .against(reference);
        showing.add(EvidenceCollector.collect(subject, OPTIONS, compute));
    }

    /**
     * 5 % of all nodes, of whatever role; drawn anew as long as a class would vanish with them.
     *
     * @throws IllegalStateException when no draw keeps every class
     */
    static ForgetSet draw(Graph graph, long seed) {
        int[] all = IntStream.range(0, graph.nodeCount()).toArray();
        int count = Math.max(1, (int) Math.round(SHARE * all.length));
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            long purpose = KeyHash.mix(KeyHash.mix(PURPOSE, seed), draw);
            var forget = ForgetSet.ofNodes(KeyedDraw.keys(graph, all, count, purpose));
            if (graph.without(forget).classes().equals(graph.classes())) {
                return forget;
            }
        }
        throw new IllegalStateException(
                "Of " + MOST_DRAWS + " draws of 5 % of the nodes none leaves every class a training node.");
    }

    /** By strategy, in the order of the rows. */
    Map<String, PaperShowing> showings() {
        return showings;
    }
}
