package org.graphunlearning.workbench.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.jspecify.annotations.Nullable;

/**
 * Measures one request on one graph and one kind of model: per seed it draws what to forget, retrains, and lets each contender forget
 * the same from the same model, in turn.
 */
final class UnlearnTrial {
    /** A retraining that takes longer is repeated with another seed once only. */
    private static final double SHORT_SECONDS = 2;

    private static final double REHEARSAL_SECONDS = 0.3;
    private static final long OTHER = 0x4F54484552L;

    private final Demand demand;
    private final Map<Contender, Showing> showings = new LinkedHashMap<>();
    private final Tally retrained = new Tally();
    private final Compute compute;
    private final @Nullable GifPeer peer;
    private @Nullable Double others;

    UnlearnTrial(Demand demand, List<Contender> contenders, Compute compute, @Nullable GifPeer peer) {
        this.demand = demand;
        this.compute = compute;
        this.peer = peer;
        contenders.forEach(contender -> showings.put(contender, new Showing()));
    }

    /** Everything once, and what is short again and again, without measuring: the runtime compiles what it sees often. */
    void rehearse(Learned learned) {
        var request =
                learned.request(demand.draw(learned.graph(), learned.config().seed()));
        showings.forEach((contender, showing) -> {
            var watch = new Stopwatch();
            do {
                showing.attempt(contender, request, learned.seconds(), compute);
            } while (watch.seconds() < REHEARSAL_SECONDS && showing.refusal() == null && !contender.isUntouched());
        });
    }

    void run(List<Learned> all) {
        var load = MachineLoad.watch(
                peer == null ? List.of(ProcessHandle.current()) : List.of(ProcessHandle.current(), peer.handle()));
        all.forEach(this::round);
        others = load.others();
    }

    private void round(Learned learned) {
        var graph = learned.graph();
        var forget = demand.draw(graph, learned.config().seed());
        var edit = new Stopwatch();
        var request = learned.request(forget);
        retrained.add("editSeconds", edit.seconds());
        var gold = Timed.of(() -> new Retrain().unlearn(request, compute));
        var membership = Membership.of(graph, forget);
        var yardstick = yardstick(request, gold, membership);
        showings.forEach((contender, showing) -> {
            if (contender.isUntouched()) {
                score(yardstick, showing, learned.model(), yardstick.untouched());
            } else {
                var timed = contender.name().equals(Contender.RETRAIN)
                        ? gold
                        : showing.attempt(contender, request, gold.seconds(), compute);
                if (timed != null) {
                    var model = timed.result().model();
                    showing.add(timed);
                    showing.tally().add("speedup", gold.seconds() / timed.seconds());
                    double predicted = contender.strategy(gold.seconds()).predictedMillis(request.workload());
                    if (!contender.isSession()) { // what it foretells is a deletion from a stored model
                        showing.tally().addIfKnown("predictedSeconds", predicted / 1000);
                    }
                    score(yardstick, showing, model, Answers.of(model, request.after(), compute));
                }
            }
        });
        if (peer != null) {
            peer.round(request, yardstick.gold(), compute);
        }
    }

    /** What everybody is compared with for one request. */
    private record Yardstick(Gnn model, Answers gold, Answers untouched, Membership membership) {}

    private Yardstick yardstick(UnlearningRequest request, Timed timed, Membership membership) {
        var model = timed.result().model();
        var gold = Answers.of(model, request.after(), compute);
        var untouched = Answers.of(request.model(), request.before(), compute).about(request.after());
        retrained.add("retrainSeconds", timed.seconds());
        retrained.add("f1", gold.microF1());
        retrained.add("untouchedAgreement", untouched.agreement(gold));
        retrained.add("members", membership.members().length);
        retrained.addIfKnown("auc", membership.auc(model, compute));
        if (timed.seconds() < SHORT_SECONDS || retrained.mean("selfAgreement") == null) {
            var other =
                    request.training().withSeed(KeyHash.mix(request.training().seed(), OTHER));
            var twin = Trainer.fit(request.after(), other, compute);
            retrained.add(
                    "selfAgreement", Answers.of(twin, request.after(), compute).agreement(gold));
        }
        return new Yardstick(model, gold, untouched, membership);
    }

    private void score(Yardstick yardstick, Showing showing, Gnn model, Answers answers) {
        var tally = showing.tally();
        tally.add("f1", answers.microF1());
        tally.add("macroF1", answers.macroF1());
        tally.add("gap", answers.microF1() - yardstick.gold().microF1());
        tally.add("agreement", answers.agreement(yardstick.gold()));
        tally.addIfKnown("logitDistance", answers.distance(yardstick.gold()));
        tally.addIfKnown("parameterDistance", distance(model, yardstick.model()));
        tally.addIfKnown("remainingLoss", answers.trainingLoss());
        tally.addIfKnown("auc", yardstick.membership().auc(model, compute));
    }

    private static double distance(Gnn a, Gnn b) {
        return ParameterVector.distance(a, b);
    }

    Demand demand() {
        return demand;
    }

    Map<Contender, Showing> showings() {
        return showings;
    }

    /** What was measured of retraining and of the requests: {@code retrainSeconds}, {@code f1}, {@code auc}, ... */
    Tally retrained() {
        return retrained;
    }

    @Nullable
    GifPeer peer() {
        return peer;
    }

    /** Share of all cores that other programs used meanwhile. */
    @Nullable
    Double others() {
        return others;
    }
}
